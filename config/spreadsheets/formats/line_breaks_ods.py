"""Line breaks and tabs in the cells of an .ods, which the parser leaves out: two names would become one."""

import io
import re
import zipfile

CONTENT = "content.xml"
MARKS = (
    (re.compile(rb"<(?:[\w.-]+:)?line-break(?:\s[^<>]*)?(?:/>|>\s*</(?:[\w.-]+:)?line-break\s*>)"), b"\n"),
    (re.compile(rb"<(?:[\w.-]+:)?tab(?:\s[^<>]*)?(?:/>|>\s*</(?:[\w.-]+:)?tab\s*>)"), b" "),
)


def with_line_breaks(data: bytes) -> bytes:
    """The same package, in which line breaks and tabs are characters; as it is, where it has none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read(CONTENT)
        plain = xml
        for mark, character in MARKS:
            plain = mark.sub(character, plain)
        if plain == xml:
            return data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as written:
            for name in package.namelist():
                written.writestr(name, plain if name == CONTENT else package.read(name))
    return stream.getvalue()
