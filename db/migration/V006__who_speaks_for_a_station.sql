-- An approval is bound to the board that the person saw, and a station that waits is forgotten after a day of silence.

ALTER TABLE devices
    ADD COLUMN address        text,
    ADD COLUMN bound_mac      text,
    ADD COLUMN bound_address  text,
    ADD COLUMN silent_seconds integer NOT NULL DEFAULT 0 CHECK (silent_seconds >= 0);
COMMENT ON COLUMN devices.enrollment IS 'approved; pending: waits for a person; blocked: whatever it sends is refused';
COMMENT ON COLUMN devices.address IS 'where its messages last came from; ip_address is what it says of itself';
COMMENT ON COLUMN devices.bound_mac IS 'MAC address of the board that was let in; null: it said none, or none was noted';
COMMENT ON COLUMN devices.bound_address IS 'where the messages of that board came from; null: none was noted';
COMMENT ON COLUMN devices.silent_seconds IS
    'how long a station that waits has been silent, by elapsed time while a console ran';
