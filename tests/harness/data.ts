import { fileURLToPath } from "node:url";

/** The folder of test data: GALLEY_TEST_DATA, or shared/data beside the repository. A missing set is a failed test, never a skipped one. */
export const dataFolder = (): string => process.env["GALLEY_TEST_DATA"] ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
