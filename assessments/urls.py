"""Public addresses. A revision's address (…/r1/) shows the same table for ever."""

from django.urls import path, register_converter

from assessments.views import (
    beside,
    follow,
    home,
    honours,
    method,
    notices,
    places,
    tables,
    workings,
)


class CodeConverter:
    """The statistical code of a province, city, county or township."""

    regex = "[0-9]{9}|[0-9]{6}|[0-9]{4}|[0-9]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class RevisionConverter:
    """r1, r2, …"""

    regex = "r[1-9][0-9]{0,3}"

    def to_python(self, value: str) -> int:
        return int(value[1:])

    def to_url(self, value: int) -> str:
        return f"r{value}"


class NumberConverter:
    """A number of a record, as long as a database's integer holds."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(CodeConverter, "code")
register_converter(RevisionConverter, "revision")
register_converter(NumberConverter, "number")

TABLE = "tables/<slug:kind>/<slug:period>"

app_name = "assessments"
urlpatterns = [
    path("", home.home, name="home"),
    path("robots.txt", home.robots, name="robots"),
    path("method/", method.method, name="method"),
    path("method/<code:code>/<int:year>/v<int:version>/", method.method, name="scheme"),
    path("places/<code:code>/", places.place, name="place"),
    path("notices/", notices.notice_list, name="notices"),
    path("notices/<number:number>/", notices.notice, name="notice"),
    path("notices/<number:number>/object/", notices.object_to, name="object"),
    path("objections/", follow.follow, name="follow"),
    path("own-score/<str:token>/", workings.working, name="working"),
    path("honours/", honours.honours, name="honours"),
    path("tables/", home.tables, name="tables"),
    path(f"{TABLE}/", tables.table, name="table"),
    path(f"{TABLE}/<revision:revision>/", tables.table, name="table"),
    path(f"{TABLE}/<code:code>/", tables.table, name="table"),
    path(f"{TABLE}/<code:code>/<revision:revision>/", tables.table, name="table"),
]
for name, view in [("csv", tables.table_csv), ("json", tables.table_json)]:
    urlpatterns += [
        path(f"{TABLE}.{name}", view, name=f"table_{name}"),
        path(f"{TABLE}/<revision:revision>.{name}", view, name=f"table_{name}"),
        path(f"{TABLE}/<code:code>.{name}", view, name=f"table_{name}"),
        path(f"{TABLE}/<code:code>/<revision:revision>.{name}", view, name=f"table_{name}"),
    ]
for name, view in [("funnel", beside.funnel), ("rising", beside.rising)]:
    urlpatterns += [
        path(f"{TABLE}/{name}/", view, name=f"table_{name}"),
        path(f"{TABLE}/<revision:revision>/{name}/", view, name=f"table_{name}"),
        path(f"{TABLE}/<code:code>/{name}/", view, name=f"table_{name}"),
        path(f"{TABLE}/<code:code>/<revision:revision>/{name}/", view, name=f"table_{name}"),
    ]
