import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";

export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <I18nProvider locale={locale === "en" ? "en-US" : locale}>{children}</I18nProvider>;
}
