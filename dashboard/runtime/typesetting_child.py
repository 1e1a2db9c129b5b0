"""The child that sets one paper: limits itself first, then reads values and writes a PDF.

It imports no module of ours: a hostile paper finds nothing here but the typesetter.
"""

import resource
import sys


def main(template: str, fonts: str, memory: str, seconds: str, size: str) -> str:
    """Sets the paper from standard input; returns why it couldn't be set, or nothing."""
    for what, most in (
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, int(size)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    import typst  # noqa: PLC0415 - within the limits

    values = sys.stdin.buffer.read().decode()
    try:
        made, warnings = typst.compile_with_warnings(
            template,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"paper": values},
            package_path=fonts,
            package_cache_path=fonts,
        )
    except typst.TypstError as error:
        return f"Not set: {error.message}"
    if warnings:
        return f"Not set: {'; '.join(one.message for one in warnings)}"
    if not isinstance(made, bytes):
        return "Not set: it isn't one file."
    if len(made) > int(size):
        return f"The PDF would have {len(made)} bytes, more than {size}."
    sys.stdout.buffer.write(made)
    return ""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) or 0)
