-- The tables of Synthea's CSV export (3.3.0), one for each file, its columns in lower case and the file's order.
-- No foreign keys: an export may lack files, and its rows may point at people who were left out.

CREATE TABLE patients (
    id                  text PRIMARY KEY,
    birthdate           date,
    deathdate           date,
    ssn                 text,
    drivers             text,
    passport            text,
    prefix              text,
    first               text,
    middle              text,
    last                text,
    suffix              text,
    maiden              text,
    marital             text,
    race                text,
    ethnicity           text,
    gender              text,
    birthplace          text,
    address             text,
    city                text,
    state               text,
    county              text,
    fips                text,
    zip                 text,
    lat                 numeric,
    lon                 numeric,
    healthcare_expenses numeric,
    healthcare_coverage numeric,
    income              numeric
);

CREATE TABLE organizations (
    id          text PRIMARY KEY,
    name        text,
    address     text,
    city        text,
    state       text,
    zip         text,
    lat         numeric,
    lon         numeric,
    phone       text,
    revenue     numeric,
    utilization integer
);

CREATE TABLE providers (
    id           text PRIMARY KEY,
    organization text,
    name         text,
    gender       text,
    speciality   text,
    address      text,
    city         text,
    state        text,
    zip          text,
    lat          numeric,
    lon          numeric,
    encounters   integer,
    procedures   integer
);

CREATE TABLE payers (
    id                      text PRIMARY KEY,
    name                    text,
    ownership               text,
    address                 text,
    city                    text,
    state_headquartered     text,
    zip                     text,
    phone                   text,
    amount_covered          numeric,
    amount_uncovered        numeric,
    revenue                 numeric,
    covered_encounters      integer,
    uncovered_encounters    integer,
    covered_medications     integer,
    uncovered_medications   integer,
    covered_procedures      integer,
    uncovered_procedures    integer,
    covered_immunizations   integer,
    uncovered_immunizations integer,
    unique_customers        integer,
    qols_avg                numeric,
    member_months           integer
);

CREATE TABLE encounters (
    id                  text PRIMARY KEY,
    start               timestamptz,
    stop                timestamptz,
    patient             text,
    organization        text,
    provider            text,
    payer               text,
    encounterclass      text,
    code                text,
    description         text,
    base_encounter_cost numeric,
    total_claim_cost    numeric,
    payer_coverage      numeric,
    reasoncode          text,
    reasondescription   text
);
CREATE INDEX ON encounters (patient);

CREATE TABLE conditions (
    start       date NOT NULL,
    stop        date,
    patient     text NOT NULL,
    encounter   text,
    system      text,
    code        text NOT NULL,
    description text
);
CREATE INDEX ON conditions (patient, start, code);

CREATE TABLE allergies (
    start        date NOT NULL,
    stop         date,
    patient      text NOT NULL,
    encounter    text,
    code         text NOT NULL,
    system       text,
    description  text,
    type         text,
    category     text,
    reaction1    text,
    description1 text,
    severity1    text,
    reaction2    text,
    description2 text,
    severity2    text
);
CREATE INDEX ON allergies (patient, start, code);

CREATE TABLE medications (
    start             timestamptz NOT NULL,
    stop              timestamptz,
    patient           text NOT NULL,
    payer             text,
    encounter         text,
    code              text NOT NULL,
    description       text,
    base_cost         numeric,
    payer_coverage    numeric,
    dispenses         numeric,
    totalcost         numeric,
    reasoncode        text,
    reasondescription text
);
CREATE INDEX ON medications (patient, start, code);

CREATE TABLE procedures (
    start             timestamptz NOT NULL,
    stop              timestamptz,
    patient           text NOT NULL,
    encounter         text,
    system            text,
    code              text NOT NULL,
    description       text,
    base_cost         numeric,
    reasoncode        text,
    reasondescription text
);
CREATE INDEX ON procedures (patient, start, code);

CREATE TABLE immunizations (
    date        timestamptz NOT NULL,
    patient     text NOT NULL,
    encounter   text,
    code        text NOT NULL,
    description text,
    base_cost   numeric
);
CREATE INDEX ON immunizations (patient, date, code);

CREATE TABLE observations (
    date        timestamptz NOT NULL,
    patient     text NOT NULL,
    encounter   text,
    category    text,
    code        text NOT NULL,
    description text,
    value       text,
    units       text,
    type        text
);
CREATE INDEX ON observations (patient, date, code);

CREATE TABLE careplans (
    id                text PRIMARY KEY,
    start             date,
    stop              date,
    patient           text,
    encounter         text,
    code              text,
    description       text,
    reasoncode        text,
    reasondescription text
);
CREATE INDEX ON careplans (patient);

CREATE TABLE devices (
    start       timestamptz NOT NULL,
    stop        timestamptz,
    patient     text NOT NULL,
    encounter   text,
    code        text NOT NULL,
    description text,
    udi         text
);
CREATE INDEX ON devices (patient, start, code);

CREATE TABLE supplies (
    date        date NOT NULL,
    patient     text NOT NULL,
    encounter   text,
    code        text NOT NULL,
    description text,
    quantity    numeric
);
CREATE INDEX ON supplies (patient, date, code);

CREATE TABLE imaging_studies (
    id                   text NOT NULL,
    date                 timestamptz,
    patient              text,
    encounter            text,
    series_uid           text,
    bodysite_code        text,
    bodysite_description text,
    modality_code        text,
    modality_description text,
    instance_uid         text,
    sop_code             text,
    sop_description      text,
    procedure_code       text
);
CREATE INDEX ON imaging_studies (id);
CREATE INDEX ON imaging_studies (patient);

CREATE TABLE claims (
    id                          text PRIMARY KEY,
    patientid                   text,
    providerid                  text,
    primarypatientinsuranceid   text,
    secondarypatientinsuranceid text,
    departmentid                text,
    patientdepartmentid         text,
    diagnosis1                  text,
    diagnosis2                  text,
    diagnosis3                  text,
    diagnosis4                  text,
    diagnosis5                  text,
    diagnosis6                  text,
    diagnosis7                  text,
    diagnosis8                  text,
    referringproviderid         text,
    appointmentid               text,
    currentillnessdate          timestamptz,
    servicedate                 timestamptz,
    supervisingproviderid       text,
    status1                     text,
    status2                     text,
    statusp                     text,
    outstanding1                numeric,
    outstanding2                numeric,
    outstandingp                numeric,
    lastbilleddate1             timestamptz,
    lastbilleddate2             timestamptz,
    lastbilleddatep             timestamptz,
    healthcareclaimtypeid1      text,
    healthcareclaimtypeid2      text
);

CREATE TABLE claims_transactions (
    id                    text PRIMARY KEY,
    claimid               text,
    chargeid              text,
    patientid             text,
    type                  text,
    amount                numeric,
    method                text,
    fromdate              timestamptz,
    todate                timestamptz,
    placeofservice        text,
    procedurecode         text,
    modifier1             text,
    modifier2             text,
    diagnosisref1         text,
    diagnosisref2         text,
    diagnosisref3         text,
    diagnosisref4         text,
    units                 text,
    departmentid          text,
    notes                 text,
    unitamount            numeric,
    transferoutid         text,
    transfertype          text,
    payments              numeric,
    adjustments           numeric,
    transfers             numeric,
    outstanding           numeric,
    appointmentid         text,
    linenote              text,
    patientinsuranceid    text,
    feescheduleid         text,
    providerid            text,
    supervisingproviderid text
);

CREATE TABLE payer_transitions (
    patient         text,
    memberid        text,
    start_date      timestamptz,
    end_date        timestamptz,
    payer           text,
    secondary_payer text,
    plan_ownership  text,
    owner_name      text
);

CREATE TABLE patient_expenses (
    patient_id          text,
    year                timestamptz,
    payer_id            text,
    healthcare_expenses numeric,
    insurance_costs     numeric,
    covered_costs       numeric
);
