"""A desktop's portal on a bus of its own: `python -m tests.gui.capture.portal_service PICTURE CODE`.

Answers one request for a screenshot with the address of PICTURE, and writes what was asked.
"""

import sys

from jeepney import DBusAddress, HeaderFields, new_method_return, new_signal
from jeepney.bus_messages import DBus
from jeepney.io.blocking import open_dbus_connection

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"


def main(uri: str, code: int) -> None:
    with open_dbus_connection() as bus:
        bus.send_and_get_reply(DBus().RequestName(NAME))
        print("ready", flush=True)
        while True:
            asked = bus.receive()
            if asked.header.fields.get(HeaderFields.member) == "Screenshot":
                break
        parent, options = asked.body
        told = {name: value for name, (_, value) in options.items()}
        sender = asked.header.fields[HeaderFields.sender]
        path = f"{PATH}/request/{sender.removeprefix(':').replace('.', '_')}/{told['handle_token']}"
        bus.send(new_method_return(asked, "o", (path,)))
        request = DBusAddress(path, interface="org.freedesktop.portal.Request")
        bus.send(new_signal(request, "Response", "ua{sv}", (code, {"uri": ("s", uri)})))
        print(repr(parent), sorted(told.items()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
