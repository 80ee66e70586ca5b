-- Words as Word, phones and Macs write them are found as on any keyboard, and under every locale of the server.
--
-- PostgreSQL's parser asks the database's locale what a letter is, and under C takes every character above U+007F for
-- one: a narrow space, a French quotation mark or an emoji beside a word became part of it. So what is indexed, and what
-- is asked for, is made plain first; SearchText does the same for what the program itself takes apart.

CREATE OR REPLACE FUNCTION bug_plain(phrase text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(replace(replace(replace(replace(replace(regexp_replace(regexp_replace(translate(
        -- Accents apart from their letters, ligatures, wide forms and special spaces taken for what they stand for.
        normalize(phrase, NFKD),
        U&'\2010\2212\201C\201D\201E\00AB\00BB\00D8\00F8\0110\0111\0141\0142\0131', '--"""""OoDdLli'),
        -- Accents; and what is not seen: soft hyphens, joiners, marks of direction.
        '[\u0300-\u036F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]', '', 'g'),
        -- Signs and pictures are no letters.
        '[\u0080-\u00B4\u00B6-\u00BF\u00D7\u00F7\u02B0-\u02FF\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u303F\uE000-\uF8FF\uFE10-\uFE6F\uFFF0-\uFFFD\U0001F000-\U0001FAFF\U000E0000-\U000E0FFF]',
        ' ', 'g'),
        U&'\0153', 'oe'), U&'\0152', 'OE'), U&'\00E6', 'ae'), U&'\00C6', 'AE'), U&'\00DF', 'ss') COLLATE "C");
COMMENT ON FUNCTION bug_plain(text) IS 'small letters without accents, punctuation beyond ASCII and what is not seen';

CREATE OR REPLACE FUNCTION bug_words(title text, description text, rest text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector('gaveurs_french'::regconfig, coalesce(bug_plain(title), '')), 'A')
        || setweight(to_tsvector('gaveurs_english'::regconfig, coalesce(bug_plain(title), '')), 'A')
        || setweight(to_tsvector('gaveurs_french'::regconfig, coalesce(bug_plain(left(description, 20000)), '')), 'B')
        || setweight(to_tsvector('gaveurs_english'::regconfig, coalesce(bug_plain(left(description, 20000)), '')), 'B')
        || setweight(to_tsvector('simple'::regconfig, coalesce(bug_plain(left(rest, 2000)), '')), 'C');

-- A generated column keeps what the old function made until it is made anew.
ALTER TABLE bug_reports DROP COLUMN words;
ALTER TABLE bug_reports ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (bug_words(title, description,
    coalesce(device_id, '') || ' ' || coalesce(sample_id, '') || ' ' || coalesce(component, '') || ' '
        || coalesce(error_code, '') || ' ' || coalesce(firmware_version, ''))) STORED;
CREATE INDEX bug_reports_words ON bug_reports USING gin (words);

DELETE FROM bug_vocabulary;
INSERT INTO bug_vocabulary (word)
SELECT DISTINCT word FROM bug_reports, regexp_split_to_table(bug_plain(title), '[^a-z]+') AS word
WHERE length(word) BETWEEN 4 AND 40;
