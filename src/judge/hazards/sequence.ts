export const ON_SEQUENCE = { level: "brief_block", lock: "SHARE ROW EXCLUSIVE", rewrite: false, scan: false } as const;
