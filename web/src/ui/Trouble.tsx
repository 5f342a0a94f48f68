import { asProblem, type FieldProblem } from "@/api/problem";
import { hasMessage, useT, type T } from "@/app/i18n";
import { Banner } from "./Display";
import { Button } from "./Button";
import { toast } from "./toast";

/** What a refusal means, in the reader's language; an unknown code is shown as it is. */
export function explain(error: unknown, t: T): string {
  const { code } = asProblem(error);
  const key = `problem.${code}`;
  return hasMessage(key) ? t(key) : t("problem.unknown", { code });
}

export function explainField(error: unknown, field: string, t: T): string | undefined {
  if (error === null || error === undefined) return undefined;
  const found = asProblem(error).field(field);
  return found && explainIssue(found, t);
}

/** What is wrong with one field. */
export function explainIssue({ code, params }: FieldProblem, t: T): string {
  for (const key of [`invalid.${code}`, `problem.${code}`]) if (hasMessage(key)) return t(key, params);
  return t("invalid.unknown", { code });
}

/** The error state of a panel: what happened, that nothing was lost, what to do, and a number for the people who look after the server. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const t = useT();
  const { trace } = asProblem(error);
  return (
    <Banner
      tone="bad"
      sub={trace ? <>{t("problem.trace")} <code>{trace}</code></> : t("problem.safe")}
      actions={
        <>
          {trace && <Button small icon="copy" onPress={() => void navigator.clipboard.writeText(trace)}>{t("ui.copy")}</Button>}
          {again && <Button small icon="refresh" onPress={again}>{t("ui.try_again")}</Button>}
        </>
      }
    >
      {explain(error, t)}
    </Banner>
  );
}

export function toastTrouble(what: string, error: unknown, t: T): void {
  toast(what, { sub: explain(error, t), bad: true });
}
