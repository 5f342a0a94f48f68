import { Link, type ErrorComponentProps } from "@tanstack/react-router";
import { Button, buttonClass, Empty, Trouble } from "@/ui";
import { useT } from "./i18n";

export function Missing() {
  const t = useT();
  return <Empty icon="search" title={t("app.missing_title")} actions={<Link to="/" className={buttonClass({})}>{t("app.home")}</Link>}>{t("app.missing_text")}</Empty>;
}

/** A part of the app that could not be fetched nearly always means that a newer version has been installed meanwhile. */
const isOldChunk = (error: unknown): boolean => error instanceof TypeError && /import|module script|fetch/i.test(error.message);

export function Broken({ error, reset }: ErrorComponentProps) {
  const t = useT();
  if (isOldChunk(error)) {
    return <Empty icon="refresh" title={t("app.new_version")} actions={<Button look="primary" onPress={() => window.location.reload()}>{t("app.reload")}</Button>}>{t("app.new_version_text")}</Empty>;
  }
  return (
    <div style={{ padding: 24 }}>
      <Trouble error={error} again={reset} />
    </div>
  );
}
