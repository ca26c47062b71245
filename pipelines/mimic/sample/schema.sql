-- Tables shaped like MIMIC-III's (v1.4, PostgreSQL): its names, types and keys, without its row counts.
-- The rows beside this file are made up; none of them is MIMIC's.

CREATE TABLE patients (
    row_id      integer      NOT NULL PRIMARY KEY,
    subject_id  integer      NOT NULL UNIQUE,
    gender      varchar(5)   NOT NULL,
    dob         timestamp(0) NOT NULL,
    dod         timestamp(0),
    dod_hosp    timestamp(0),
    dod_ssn     timestamp(0),
    expire_flag integer      NOT NULL
);

CREATE TABLE admissions (
    row_id               integer      NOT NULL PRIMARY KEY,
    subject_id           integer      NOT NULL,
    hadm_id              integer      NOT NULL UNIQUE,
    admittime            timestamp(0) NOT NULL,
    dischtime            timestamp(0),
    deathtime            timestamp(0),
    admission_type       varchar(50)  NOT NULL,
    admission_location   varchar(50)  NOT NULL,
    discharge_location   varchar(50),
    insurance            varchar(255) NOT NULL,
    language             varchar(10),
    religion             varchar(50),
    marital_status       varchar(50),
    ethnicity            varchar(200) NOT NULL,
    edregtime            timestamp(0),
    edouttime            timestamp(0),
    diagnosis            varchar(255),
    hospital_expire_flag smallint,
    has_chartevents_data smallint     NOT NULL
);
CREATE INDEX admissions_subject ON admissions (subject_id);

CREATE TABLE icustays (
    row_id         integer      NOT NULL PRIMARY KEY,
    subject_id     integer      NOT NULL,
    hadm_id        integer      NOT NULL,
    icustay_id     integer      NOT NULL UNIQUE,
    dbsource       varchar(20)  NOT NULL,
    first_careunit varchar(20)  NOT NULL,
    last_careunit  varchar(20)  NOT NULL,
    first_wardid   smallint     NOT NULL,
    last_wardid    smallint     NOT NULL,
    intime         timestamp(0) NOT NULL,
    outtime        timestamp(0),
    los            double precision
);
CREATE INDEX icustays_subject ON icustays (subject_id);
CREATE INDEX icustays_hadm ON icustays (hadm_id);

CREATE TABLE diagnoses_icd (
    row_id     integer NOT NULL PRIMARY KEY,
    subject_id integer NOT NULL,
    hadm_id    integer NOT NULL,
    seq_num    integer,
    icd9_code  varchar(10)
);
CREATE INDEX diagnoses_icd_subject ON diagnoses_icd (subject_id);

CREATE TABLE d_icd_diagnoses (
    row_id      integer      NOT NULL PRIMARY KEY,
    icd9_code   varchar(10)  NOT NULL UNIQUE,
    short_title varchar(50)  NOT NULL,
    long_title  varchar(255) NOT NULL
);

CREATE TABLE procedures_icd (
    row_id     integer NOT NULL PRIMARY KEY,
    subject_id integer NOT NULL,
    hadm_id    integer NOT NULL,
    seq_num    integer NOT NULL,
    icd9_code  varchar(10)
);
CREATE INDEX procedures_icd_subject ON procedures_icd (subject_id);

CREATE TABLE d_icd_procedures (
    row_id      integer      NOT NULL PRIMARY KEY,
    icd9_code   varchar(10)  NOT NULL UNIQUE,
    short_title varchar(50)  NOT NULL,
    long_title  varchar(255) NOT NULL
);

CREATE TABLE labevents (
    row_id     integer      NOT NULL PRIMARY KEY,
    subject_id integer      NOT NULL,
    hadm_id    integer,
    itemid     integer      NOT NULL,
    charttime  timestamp(0),
    value      varchar(200),
    valuenum   double precision,
    valueuom   varchar(20),
    flag       varchar(20)
);
CREATE INDEX labevents_subject ON labevents (subject_id);
CREATE INDEX labevents_hadm ON labevents (hadm_id);
CREATE INDEX labevents_item ON labevents (itemid);

CREATE TABLE d_labitems (
    row_id     integer      NOT NULL PRIMARY KEY,
    itemid     integer      NOT NULL UNIQUE,
    label      varchar(100) NOT NULL,
    fluid      varchar(100) NOT NULL,
    category   varchar(100) NOT NULL,
    loinc_code varchar(100)
);

CREATE TABLE prescriptions (
    row_id            integer NOT NULL PRIMARY KEY,
    subject_id        integer NOT NULL,
    hadm_id           integer NOT NULL,
    icustay_id        integer,
    startdate         timestamp(0),
    enddate           timestamp(0),
    drug_type         varchar(100) NOT NULL,
    drug              varchar(100) NOT NULL,
    drug_name_poe     varchar(100),
    drug_name_generic varchar(100),
    formulary_drug_cd varchar(120),
    gsn               varchar(200),
    ndc               varchar(120),
    prod_strength     varchar(120),
    dose_val_rx       varchar(120),
    dose_unit_rx      varchar(120),
    form_val_disp     varchar(120),
    form_unit_disp    varchar(120),
    route             varchar(120)
);
CREATE INDEX prescriptions_subject ON prescriptions (subject_id);

CREATE TABLE services (
    row_id       integer      NOT NULL PRIMARY KEY,
    subject_id   integer      NOT NULL,
    hadm_id      integer      NOT NULL,
    transfertime timestamp(0) NOT NULL,
    prev_service varchar(20),
    curr_service varchar(20)
);
CREATE INDEX services_hadm ON services (hadm_id);
