import { Link, type ErrorComponentProps } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { Button, buttonClass, Empty, explain, Trouble } from "@/ui";
import { useT } from "./i18n";
import { useTitle } from "./useTitle";

/** An address that leads nowhere, with the way home. `why` says more where more is known. */
export function Missing({ why }: { why?: string }) {
  const t = useT();
  useTitle(t("app.missing_title"));
  return <Empty whole icon="search" title={t("app.missing_title")} actions={<Link to="/" className={buttonClass({})}>{t("app.home")}</Link>}>{why ?? t("app.missing_text")}</Empty>;
}

/** In place of a screen whose content did not come: its id is nobody's or no id at all, or something went wrong on the way. */
export function ScreenTrouble({ title, error, again }: { title: string; error: unknown; again: () => void }) {
  const t = useT();
  const problem = asProblem(error);
  if (problem.status === 404) return <Missing why={explain(problem, t)} />;
  if (problem.fields.some((each) => each.code.startsWith("id."))) return <Missing />;
  return (
    <div style={{ padding: 24 }}>
      <h1 className="visually-hidden">{title}</h1>
      <Trouble error={error} again={again} />
    </div>
  );
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
