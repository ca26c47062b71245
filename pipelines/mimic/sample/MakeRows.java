import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes up the rows of the MIMIC sample, the same at every run, and writes one CSV for each table beside itself.
 *
 * <p>Run it from the top of the repository: {@code java pipelines/mimic/sample/MakeRows.java}. No row is MIMIC's; only
 * the shape of its tables, the numbers of its laboratory items and the ways in which its values are odd.
 */
public final class MakeRows {

    private static final ZoneId BOSTON = ZoneId.of("America/New_York");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int PATIENTS = 120;
    private static final int KNOWN_PATIENT = 10013;

    private static final String[][] DIAGNOSES = {
        {"4280", "CHF NOS", "Congestive heart failure, unspecified"},
        {"42731", "Atrial fibrillation", "Atrial fibrillation"},
        {"4019", "Hypertension NOS", "Unspecified essential hypertension"},
        {"41401", "Crnry athrscl natve vssl", "Coronary atherosclerosis of native coronary artery"},
        {"5849", "Acute kidney failure NOS", "Acute kidney failure, unspecified"},
        {"51881", "Acute respiratry failure", "Acute respiratory failure"},
        {"25000", "DMII wo cmp nt st uncntr",
            "Diabetes mellitus without mention of complication, type II or unspecified type, not stated as "
                    + "uncontrolled"},
        {"2724", "Hyperlipidemia NEC/NOS", "Other and unspecified hyperlipidemia"},
        {"486", "Pneumonia, organism NOS", "Pneumonia, organism unspecified"},
        {"0389", "Septicemia NOS", "Unspecified septicemia"},
        {"99592", "Severe sepsis", "Severe sepsis"},
        {"78552", "Septic shock", "Septic shock"},
        {"5990", "Urin tract infection NOS", "Urinary tract infection, site not specified"},
        {"53081", "Esophageal reflux", "Esophageal reflux"},
        {"2449", "Hypothyroidism NOS", "Unspecified acquired hypothyroidism"},
        {"2851", "Ac posthemorrhag anemia", "Acute posthemorrhagic anemia"},
        {"496", "Chr airway obstruct NEC", "Chronic airway obstruction, not elsewhere classified"},
        {"431", "Intracerebral hemorrhage", "Intracerebral hemorrhage"},
        {"41071", "Subendo infarct, initial", "Subendocardial infarction, initial episode of care"},
        {"V4581", "Aortocoronary bypass", "Aortocoronary bypass status"},
        {"V5861", "Long-term use anticoagul", "Long-term (current) use of anticoagulants"},
        {"E9342", "Adv eff anticoagulants", "Anticoagulants causing adverse effects in therapeutic use"},
        {"E887", "Fracture, cause NOS", "Fracture, cause unspecified"},
        {"V3000", "Single lb in-hosp w/o cs",
            "Single liveborn, born in hospital, delivered without mention of cesarean section"},
    };
    private static final int ADULT_DIAGNOSES = DIAGNOSES.length - 1;

    private static final String[][] PROCEDURES = {
        {"3893", "Venous cath NEC", "Venous catheterization, not elsewhere classified"},
        {"9604", "Insert endotracheal tube", "Insertion of endotracheal tube"},
        {"9671", "Cont inv mec ven <96 hrs",
            "Continuous invasive mechanical ventilation for less than 96 consecutive hours"},
        {"966", "Entral infus nutrit sub", "Enteral infusion of concentrated nutritional substances"},
        {"3615", "1 int mam-cor art bypass", "Single internal mammary-coronary artery bypass"},
        {"3961", "Extracorporeal circulat", "Extracorporeal circulation auxiliary to open heart surgery"},
        {"3995", "Hemodialysis", "Hemodialysis"},
        {"9904", "Packed cell transfusion", "Transfusion of packed cells"},
        {"8856", "Coronar arteriogr-2 cath", "Coronary arteriography using two catheters"},
        {"311", "Temporary tracheostomy", "Temporary tracheostomy"},
    };

    /** Item, label, fluid, category, LOINC, unit, mean, spread, digits, low, high. */
    private static final String[][] LAB_ITEMS = {
        {"50912", "Creatinine", "Blood", "Chemistry", "2160-0", "mg/dL", "1.2", "0.7", "1", "0.4", "1.2"},
        {"50971", "Potassium", "Blood", "Chemistry", "2823-3", "mEq/L", "4.2", "0.6", "1", "3.3", "5.1"},
        {"50983", "Sodium", "Blood", "Chemistry", "2951-2", "mEq/L", "138", "5", "0", "133", "145"},
        {"50902", "Chloride", "Blood", "Chemistry", "2075-0", "mEq/L", "104", "6", "0", "96", "108"},
        {"50882", "Bicarbonate", "Blood", "Chemistry", "1963-8", "mEq/L", "25", "4", "0", "22", "32"},
        {"51006", "Urea Nitrogen", "Blood", "Chemistry", "3094-0", "mg/dL", "24", "14", "0", "6", "20"},
        {"50931", "Glucose", "Blood", "Chemistry", "2345-7", "mg/dL", "132", "45", "0", "70", "105"},
        {"50893", "Calcium, Total", "Blood", "Chemistry", "17861-6", "mg/dL", "8.5", "0.7", "1", "8.4", "10.2"},
        {"50960", "Magnesium", "Blood", "Chemistry", "19123-9", "mg/dL", "2", "0.3", "1", "1.6", "2.6"},
        {"50813", "Lactate", "Blood", "Blood Gas", "32693-4", "mmol/L", "2.1", "1.3", "1", "0.5", "2"},
        {"50820", "pH", "Blood", "Blood Gas", "11558-4", "units", "7.38", "0.07", "2", "7.35", "7.45"},
        {"50821", "pO2", "Blood", "Blood Gas", "11556-8", "mm Hg", "110", "50", "0", "85", "105"},
        {"51221", "Hematocrit", "Blood", "Hematology", "4544-3", "%", "31.5", "5", "1", "36", "48"},
        {"51222", "Hemoglobin", "Blood", "Hematology", "718-7", "g/dL", "10.6", "1.8", "1", "12", "16"},
        {"51301", "White Blood Cells", "Blood", "Hematology", "6690-2", "K/uL", "10.8", "5", "1", "4", "11"},
        {"51265", "Platelet Count", "Blood", "Hematology", "777-3", "K/uL", "225", "100", "0", "150", "440"},
        {"51250", "MCV", "Blood", "Hematology", "787-2", "fL", "90", "6", "0", "82", "98"},
        {"51237", "INR(PT)", "Blood", "Hematology", "6301-6", "", "1.4", "0.6", "1", "0.9", "1.1"},
        {"51275", "PTT", "Blood", "Hematology", "3173-2", "sec", "36", "15", "1", "25", "36.5"},
        {"51003", "Troponin T", "Blood", "Chemistry", "6598-7", "ng/mL", "0.15", "0.3", "2", "0", "0.01"},
        {"50910", "Creatine Kinase (CK)", "Blood", "Chemistry", "2157-6", "IU/L", "180", "200", "0", "38", "174"},
        {"51508", "Urine Color", "Urine", "Hematology", "5778-6", "", "", "", "", "", ""},
        {"50800", "SPECIMEN TYPE", "BLOOD", "Blood Gas", "", "", "", "", "", "", ""},
    };

    /** Drug, generic name, formulary code, NDC, strength, dose, unit, form value, form unit, route, type. */
    private static final String[][] DRUGS = {
        {"Furosemide", "Furosemide", "FURO40", "99999010101", "40mg Tab", "40", "mg", "1", "TAB", "PO", "MAIN"},
        {"Metoprolol", "Metoprolol Tartrate", "METO25", "99999010201", "25mg Tab", "12.5", "mg", "0.5", "TAB", "PO/NG",
            "MAIN"},
        {"Heparin Sodium", "Heparin Sodium", "HEPA5I", "99999010301", "5000 Units / mL- 1mL Vial", "5000", "UNIT", "1",
            "mL", "SC", "MAIN"},
        {"Insulin", "Insulin Human Regular", "INSULIN", "0", "Dummy Package for Insulin", "UNDEFINED", "UNIT", "0",
            "VIAL", "SC", "MAIN"},
        {"Potassium Chloride", "Potassium Chloride", "KCL20P", "99999010501", "20mEq Packet", "20-40", "mEq", "1-2",
            "PKT", "PO", "MAIN"},
        {"NS", "", "NS1000", "99999010601", "1000mL Bag", "1000", "mL", "1000", "mL", "IV", "BASE"},
        {"Morphine Sulfate", "Morphine Sulfate", "MORP2I", "99999010701", "2mg Syringe", "1-2", "mg", "0.5-1", "SYR",
            "IV", "MAIN"},
        {"Vancomycin", "Vancomycin HCl", "VANC1F", "99999010801", "1gm Frozen Bag", "1000", "mg", "200", "mL", "IV",
            "MAIN"},
        {"Acetaminophen", "Acetaminophen", "ACET325", "99999010901", "325mg Tablet", "325-650", "mg", "1-2", "TAB",
            "PO", "MAIN"},
        {"Albuterol 0.083% Neb Soln", "Albuterol", "ALBU3H", "99999011001", "0.083%;3mL Vial", "1", "NEB", "1", "VIAL",
            "IH", "MAIN"},
        {"Pantoprazole", "Pantoprazole Sodium", "PANT40", "", "40mg Tab", "40", "mg", "1", "TAB", "PO", "MAIN"},
        {"Warfarin", "Warfarin", "WARF2", "99999011201", "2mg Tab", "0.5", "mg", "0.25", "TAB", "PO", "MAIN"},
    };

    private static final String[] REASONS = {
        "PNEUMONIA", "CONGESTIVE HEART FAILURE", "SEPSIS", "CHEST PAIN",
        "CORONARY ARTERY DISEASE\\CORONARY ARTERY BYPASS GRAFT", "GASTROINTESTINAL BLEED", "ALTERED MENTAL STATUS",
        "INTRACRANIAL HEMORRHAGE", "ABDOMINAL PAIN;FEVER",
    };
    private static final String[] DESTINATIONS = {
        "HOME", "HOME", "HOME HEALTH CARE", "SNF", "REHAB/DISTINCT PART HOSP", "LONG TERM CARE HOSPITAL",
        "HOSPICE-HOME", "LEFT AGAINST MEDICAL ADVI", "SHORT TERM HOSPITAL",
    };
    private static final String[] UNITS = {"MICU", "CCU", "CSRU", "SICU", "TSICU"};

    private final Random random = new Random(KNOWN_PATIENT);
    private final Map<String, List<String>> tables = new LinkedHashMap<>();
    private int admissionId = 100100;
    private int stayId = 200100;

    /** What stays the same from one admission to the next. */
    private record Person(
            int subject, boolean newborn, String language, String religion, String maritalStatus, String ethnicity) {}

    private MakeRows() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "pipelines/mimic/sample");
        MakeRows rows = new MakeRows();
        rows.make();
        rows.write(folder);
    }

    private void make() {
        header("patients", "row_id,subject_id,gender,dob,dod,dod_hosp,dod_ssn,expire_flag");
        header("admissions", "row_id,subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,"
                + "admission_location,discharge_location,insurance,language,religion,marital_status,ethnicity,"
                + "edregtime,edouttime,diagnosis,hospital_expire_flag,has_chartevents_data");
        header("icustays", "row_id,subject_id,hadm_id,icustay_id,dbsource,first_careunit,last_careunit,first_wardid,"
                + "last_wardid,intime,outtime,los");
        header("diagnoses_icd", "row_id,subject_id,hadm_id,seq_num,icd9_code");
        header("procedures_icd", "row_id,subject_id,hadm_id,seq_num,icd9_code");
        header("labevents", "row_id,subject_id,hadm_id,itemid,charttime,value,valuenum,valueuom,flag");
        header("prescriptions", "row_id,subject_id,hadm_id,icustay_id,startdate,enddate,drug_type,drug,drug_name_poe,"
                + "drug_name_generic,formulary_drug_cd,gsn,ndc,prod_strength,dose_val_rx,dose_unit_rx,form_val_disp,"
                + "form_unit_disp,route");
        header("services", "row_id,subject_id,hadm_id,transfertime,prev_service,curr_service");
        header("d_icd_diagnoses", "row_id,icd9_code,short_title,long_title");
        header("d_icd_procedures", "row_id,icd9_code,short_title,long_title");
        header("d_labitems", "row_id,itemid,label,fluid,category,loinc_code");
        for (int i = 0; i < PATIENTS; i++) {
            patient(10006 + i);
        }
        for (String[] diagnosis : DIAGNOSES) {
            row("d_icd_diagnoses", diagnosis[0], diagnosis[1], diagnosis[2]);
        }
        for (String[] procedure : PROCEDURES) {
            row("d_icd_procedures", procedure[0], procedure[1], procedure[2]);
        }
        for (String[] item : LAB_ITEMS) {
            row("d_labitems", item[0], item[1], item[2], item[3], item[4]);
        }
    }

    private void patient(int subject) {
        boolean newborn = subject % 17 == 0 && subject != KNOWN_PATIENT;
        boolean over89 = subject % 23 == 0;
        int more = random.nextInt(100) / 75 + random.nextInt(100) / 90;
        int admissions = subject == KNOWN_PATIENT ? 4 : newborn ? 1 : 1 + more;
        LocalDate first = LocalDate.of(2101 + random.nextInt(95), 1, 1).plusDays(random.nextInt(365));
        if (subject == KNOWN_PATIENT) {
            first = clocksGoBack(first.getYear()).minusDays(3);
        }
        LocalDate birth = newborn ? first : over89 ? first.minusYears(300).minusDays(random.nextInt(365))
                : first.minusYears(19 + random.nextInt(68)).minusDays(random.nextInt(365));
        boolean dies = !newborn && subject != KNOWN_PATIENT && random.nextInt(100) < 18;
        Person person = new Person(
                subject,
                newborn,
                random.nextInt(3) == 0 ? "" : pick("ENGL", "SPAN", "PTUN"),
                pick("CATHOLIC", "NOT SPECIFIED", "UNOBTAINABLE", "JEWISH"),
                newborn || random.nextInt(6) == 0 ? "" : pick("MARRIED", "SINGLE", "WIDOWED", "DIVORCED"),
                pick("WHITE", "BLACK/AFRICAN AMERICAN", "HISPANIC OR LATINO", "ASIAN", "UNKNOWN/NOT SPECIFIED"));
        LocalDate admitted = first;
        LocalDateTime died = null;
        for (int i = 0; i < admissions; i++) {
            died = admission(person, admitted, dies && i == admissions - 1);
            admitted = admitted.plusDays(20 + random.nextInt(500));
        }
        boolean diesLater = died == null && !newborn && subject != KNOWN_PATIENT && random.nextInt(100) < 15;
        String inHospital = died == null ? "" : midnight(died.toLocalDate());
        String inRegister = diesLater ? midnight(admitted.plusDays(200)) : subject % 2 == 0 ? inHospital : "";
        String death = inHospital.isEmpty() ? inRegister : inHospital;
        boolean dateUnknown = subject % 41 == 0 && death.isEmpty();
        row("patients", subject, random.nextInt(100) < 45 ? "F" : "M", midnight(birth), death, inHospital, inRegister,
                death.isEmpty() && !dateUnknown ? 0 : 1);
        if (subject % 9 == 0) {
            outpatientLabs(subject, first.minusDays(40));
        }
    }

    /** Writes one admission with all that belongs to it; answers when the patient died in it, or null. */
    private LocalDateTime admission(Person person, LocalDate day, boolean dies) {
        int subject = person.subject();
        boolean newborn = person.newborn();
        int admission = admissionId++;
        boolean emergency = !newborn && random.nextInt(100) < 70;
        LocalDateTime start = real(day.atTime(random.nextInt(24), random.nextInt(60)));
        // Long enough to see the clocks go back, for the patient whom the documentation names.
        int days = subject == KNOWN_PATIENT ? 6 : 1 + random.nextInt(14);
        LocalDateTime end = real(
                start.plusDays(days).withHour(8 + random.nextInt(10)).withMinute(random.nextInt(12) * 5));
        LocalDateTime death = dies ? end : null;
        // A donor, readmitted after death: MIMIC has such rows.
        LocalDateTime discharged = dies && subject % 20 == 1 ? real(start.minusHours(2)) : end;
        boolean stillHere = !dies && subject % 60 == 7;
        LocalDateTime registered = emergency ? real(start.minusMinutes(90 + random.nextInt(300))) : null;
        row("admissions", subject, admission, time(start), stillHere ? "" : time(discharged),
                death == null ? "" : time(discharged.isBefore(start) ? discharged : death),
                newborn ? "NEWBORN" : emergency ? "EMERGENCY" : random.nextInt(4) == 0 ? "URGENT" : "ELECTIVE",
                newborn ? "PHYS REFERRAL/NORMAL DELI"
                        : emergency ? "EMERGENCY ROOM ADMIT"
                        : pick("PHYS REFERRAL/NORMAL DELI", "CLINIC REFERRAL/PREMATURE", "TRANSFER FROM HOSP/EXTRAM",
                                "** INFO NOT AVAILABLE **"),
                stillHere ? "" : dies ? "DEAD/EXPIRED" : newborn ? "HOME" : pick(DESTINATIONS),
                pick("Medicare", "Private", "Medicaid", "Self Pay"),
                person.language(),
                person.religion(),
                person.maritalStatus(),
                person.ethnicity(),
                registered == null ? "" : time(registered),
                registered == null ? "" : time(real(start.plusMinutes(45))),
                newborn ? "NEWBORN" : pick(REASONS), dies ? 1 : 0, 1);
        row("services", subject, admission, time(start), "",
                newborn ? "NB" : pick("MED", "CMED", "CSURG", "NMED", "SURG"));
        Integer stay = newborn || random.nextInt(100) < 80 ? icuStay(subject, admission, start, end, newborn) : null;
        codes(subject, admission, newborn);
        labs(subject, admission, start, stillHere ? start.plusDays(2) : end);
        if (!newborn) {
            prescriptions(subject, admission, stay, day, end.toLocalDate());
        }
        return death;
    }

    private Integer icuStay(int subject, int admission, LocalDateTime start, LocalDateTime end, boolean newborn) {
        LocalDateTime in = real(start.plusMinutes(5 + random.nextInt(300)));
        LocalDateTime out = in.plusHours(10 + random.nextInt(90));
        out = real(out.isBefore(end) || !end.isAfter(in) ? out : end);
        boolean open = subject % 60 == 7;
        String unit = newborn ? "NICU" : pick(UNITS);
        String last = !newborn && random.nextInt(8) == 0 ? pick(UNITS) : unit;
        int stay = stayId++;
        double los = Duration.between(in, out).toMinutes() / 1440.0;
        row("icustays", subject, admission, stay, pick("carevue", "metavision"), unit, last, 7 + random.nextInt(50),
                7 + random.nextInt(50), time(in), open ? "" : time(out),
                open ? "" : String.format(Locale.ROOT, "%.4f", los));
        return stay;
    }

    private void codes(int subject, int admission, boolean newborn) {
        if (newborn) {
            row("diagnoses_icd", subject, admission, 1, "V3000");
            return;
        }
        int count = 2 + random.nextInt(6);
        int offset = random.nextInt(ADULT_DIAGNOSES);
        for (int i = 0; i < count; i++) {
            row("diagnoses_icd", subject, admission, i + 1, DIAGNOSES[(offset + i * 5) % ADULT_DIAGNOSES][0]);
        }
        if (admission % 50 == 0) {
            row("diagnoses_icd", subject, admission, "", "");        // MIMIC has rows without number and code
        }
        for (int i = 0; i < random.nextInt(4); i++) {
            row("procedures_icd", subject, admission, i + 1, pickRow(PROCEDURES)[0]);
        }
    }

    private void labs(int subject, int admission, LocalDateTime start, LocalDateTime end) {
        for (LocalDateTime drawn = start.plusMinutes(30); drawn.isBefore(end); drawn = drawn.plusHours(18)) {
            for (int i = 0; i < 3; i++) {
                lab(subject, String.valueOf(admission), real(drawn), pickRow(LAB_ITEMS));
            }
        }
        // Half past one comes twice on this night; then the oddest results that a laboratory writes.
        LocalDateTime twice = clocksGoBack(start.getYear()).atTime(1, 30);
        if (subject == KNOWN_PATIENT && twice.isAfter(start) && twice.isBefore(end)) {
            row("labevents", subject, admission, "50931", time(twice), "142", "142", "mg/dL", "abnormal");
            row("labevents", subject, admission, "51003", time(start), "<0.01", "", "ng/mL", "");
            row("labevents", subject, admission, "50910", time(start), "GREATER THAN 20000", "", "IU/L", "abnormal");
            row("labevents", subject, admission, "51237", time(start), ">22.0", "", "", "abnormal");
            row("labevents", subject, admission, "50971", time(start), "HEMOLYZED, PLEASE REDRAW", "", "mEq/L", "");
            row("labevents", subject, admission, "50820", time(start), "7.40", "7.4", "units", "");
            row("labevents", subject, admission, "51301", time(start), "", "", "K/uL", "delta");
        }
    }

    private void outpatientLabs(int subject, LocalDate day) {
        for (int i = 0; i < 3; i++) {
            lab(subject, "", real(day.atTime(9, 15)), LAB_ITEMS[i]);
        }
    }

    private void lab(int subject, String admission, LocalDateTime drawn, String[] item) {
        if (item[6].isEmpty()) {
            String text = item[0].equals("50800") ? pick("ART", "VEN", "MIX") : pick("Yellow", "Straw", "Amber");
            row("labevents", subject, admission, item[0], time(drawn), text, "", "", "");
            return;
        }
        double drawnValue = Double.parseDouble(item[6]) + random.nextGaussian() * Double.parseDouble(item[7]);
        double value = Math.max(0.01, drawnValue);
        String text = String.format(Locale.ROOT, "%." + item[8] + "f", value);
        boolean abnormal = Double.parseDouble(text) < Double.parseDouble(item[9])
                || Double.parseDouble(text) > Double.parseDouble(item[10]);
        row("labevents", subject, admission, item[0], time(drawn), text, text, item[5], abnormal ? "abnormal" : "");
    }

    private void prescriptions(int subject, int admission, Integer stay, LocalDate from, LocalDate to) {
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String[] drug = pickRow(DRUGS);
            boolean open = random.nextInt(25) == 0;
            boolean backwards = random.nextInt(60) == 0;             // ends before it starts: MIMIC has such rows
            LocalDate end = backwards ? from.minusDays(1) : to;
            row("prescriptions", subject, admission, stay == null ? "" : stay, midnight(from),
                    open ? "" : midnight(end), drug[10], drug[0], drug[0], drug[1], drug[2], "", drug[3], drug[4],
                    random.nextInt(40) == 0 ? "" : drug[5], drug[6], drug[7], drug[8],
                    random.nextInt(30) == 0 ? "" : drug[9]);
        }
    }

    private static LocalDate clocksGoBack(int year) {
        return LocalDate.of(year, 11, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.SUNDAY));
    }

    /** The same time, or an hour later where Boston's clocks leave it out. */
    private static LocalDateTime real(LocalDateTime time) {
        return BOSTON.getRules().getValidOffsets(time).isEmpty() ? time.plusHours(1) : time;
    }

    private static String time(LocalDateTime time) {
        return TIME.format(time);
    }

    private static String midnight(LocalDate day) {
        return TIME.format(day.atStartOfDay());
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String[] pickRow(String[][] rows) {
        return rows[random.nextInt(rows.length)];
    }

    private void header(String table, String columns) {
        tables.put(table, new ArrayList<>(List.of(columns)));
    }

    private void row(String table, Object... values) {
        List<String> lines = tables.get(table);
        String fields =
                List.of(values).stream().map(String::valueOf).map(MakeRows::quoted).collect(Collectors.joining(","));
        lines.add(lines.size() + "," + fields);
    }

    private static String quoted(String value) {
        return value.contains(",") || value.contains("\"") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private void write(Path folder) throws IOException {
        for (Map.Entry<String, List<String>> table : tables.entrySet()) {
            Files.write(folder.resolve(table.getKey() + ".csv"), table.getValue());
        }
    }
}
