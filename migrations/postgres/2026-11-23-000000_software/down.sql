DROP TABLE software_entitlements;
DROP TABLE software_products;
