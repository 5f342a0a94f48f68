import type { useT } from "@/app/i18n";

export const holdText = (seconds: number, t: ReturnType<typeof useT>): string => (seconds === 0 ? t("accounts.no_hold") : t("accounts.seconds", { n: seconds }));
