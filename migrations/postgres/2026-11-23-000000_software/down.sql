DROP TABLE credit_note_software;
DROP TABLE case_software;
DROP TABLE software_entitlements;
DROP TABLE software_products;
