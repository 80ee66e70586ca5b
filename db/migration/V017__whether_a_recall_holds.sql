-- Whether a recall holds is told by its own row and by that of its lift, which are both entries of the log: what was
-- written beside the product, and could be changed without anybody finding it, is gone.

ALTER TABLE consumer_products DROP COLUMN recall_id;
ALTER TABLE product_recalls DROP COLUMN holds;

-- As product ids are compared.
ALTER TABLE product_recalls ALTER COLUMN subject TYPE text COLLATE "C";
CREATE INDEX product_recalls_subject ON product_recalls (subject, scope);
COMMENT ON TABLE product_recalls IS 'holds while product_recall_lifts has no row of it; nothing of a row ever changes';
