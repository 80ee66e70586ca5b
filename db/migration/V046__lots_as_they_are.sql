-- A report about a whole lot tells it as it is when it is made: from its first sample to its newest one.

ALTER TABLE report_runs ADD COLUMN lot_quiet_hours smallint CHECK (lot_quiet_hours BETWEEN 1 AND 72);
COMMENT ON COLUMN report_runs.lot_quiet_hours IS
    'it is about the whole of its lot, whose period is looked up when it is made, and of which more may come for so many hours'
    ' after its newest sample; null: its period was chosen';
