CREATE TABLE patients AS
SELECT i AS id, 'Family ' || i % 977 AS family, 'Given ' || i % 89 AS given,
       DATE '1930-01-01' + i % 30000 AS born,
       CASE WHEN i % 200 = 0 THEN 'X' WHEN i % 2 = 0 THEN 'F' ELSE 'M' END AS sex
FROM generate_series(1, :rows) i;
CREATE TABLE visits AS
SELECT i AS id, i % 5000 + 1 AS patient_id, i % 10 = 0 AS emergency,
       TIMESTAMP '2020-01-01 08:00:00' + i * INTERVAL '7 minutes' AS begun,
       CASE WHEN i % 9 > 0 THEN TIMESTAMP '2020-01-01 09:00:00' + i * INTERVAL '7 minutes' END AS ended
FROM generate_series(1, :rows) i;
CREATE TABLE results AS
SELECT i AS id, i % 5000 + 1 AS patient_id, 'Test ' || i % 40 AS test, (i % 1000) / 10.0::numeric(6, 2) AS value,
       TIMESTAMPTZ '2021-06-01 08:00:00+02' + i * INTERVAL '3 minutes' AS taken
FROM generate_series(1, :rows) i;
CREATE TABLE diagnoses AS
SELECT i AS id, i % 5000 + 1 AS patient_id, 'A' || lpad((i % 100)::text, 2, '0') AS code
FROM generate_series(1, :rows) i;
CREATE TABLE diagnosis_notes AS
SELECT i % (:rows) + 1 AS diagnosis_id, 'Note ' || i AS note
FROM generate_series(1, :rows) i;
CREATE INDEX ON diagnosis_notes (diagnosis_id);
CREATE TABLE orders AS
SELECT i / 10 AS patient_id, i % 10 AS number, 'Order ' || i % 70 AS ordered
FROM generate_series(1, :rows) i;
CREATE TABLE stays AS
SELECT i AS id, i % 5000 + 1 AS patient_id
FROM generate_series(1, :rows) i;
ALTER TABLE patients ADD PRIMARY KEY (id);
ALTER TABLE visits ADD PRIMARY KEY (id);
ALTER TABLE results ADD PRIMARY KEY (id);
ALTER TABLE diagnoses ADD PRIMARY KEY (id);
ALTER TABLE orders ADD PRIMARY KEY (patient_id, number);
ALTER TABLE stays ADD PRIMARY KEY (id);
