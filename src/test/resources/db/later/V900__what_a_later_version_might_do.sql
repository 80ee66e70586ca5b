ALTER TABLE devices ADD COLUMN colour text;
UPDATE devices SET colour = 'blue';
