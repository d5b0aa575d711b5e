"""For tests: a telephone that shows the codes of a key, and an account that has set one up."""

from django_otp.oath import TOTP

from cadres import second_factor

KEY = "3132333435363738393031323334353637383930"


def code_of(device, steps=0):
    """What the telephone shows so many half minutes from now."""
    totp = TOTP(device.bin_key, drift=steps)
    return f"{totp.token():06d}"


def with_device(staff):
    """(the device that the account has set up, its recovery codes); the code of the setting up is used up."""
    return second_factor.set_up(staff=staff, key=KEY, code=f"{TOTP(bytes.fromhex(KEY)).token():06d}")


def wrong(code):
    """Another code of six digits."""
    return f"{(int(code) + 500_000) % 1_000_000:06d}"
