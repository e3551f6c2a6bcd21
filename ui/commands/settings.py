"""`isnad settings`."""

from ui.options import AsJson


def settings(as_json: AsJson = False) -> None:
    """Show every setting: its value, where the value came from, and what it means.

    A setting is changed in `isnad.toml`, or with ISNAD_ and its name in the environment.
    """
    from rich.table import Table

    from ui.session import load_settings
    from ui.streams import write_json
    from ui.terminal import console

    rows = load_settings().describe()
    if as_json:
        keys = ("name", "value", "origin", "meaning")
        write_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    table = Table(box=None, pad_edge=False)
    for title in ("Setting", "Value", "From", "Meaning"):
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row)
    out = console()
    out.print(table)
