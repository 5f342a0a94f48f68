import type { AiUse } from "@/api/types";
import { useT } from "@/app/i18n";
import { Badge } from "@/ui";

export function AiBadge({ use }: { use: AiUse }) {
  const t = useT();
  return use === "none" ? null : <Badge tone="ai">{t(use === "polished" ? "ai.polished" : "ai.drafted")}</Badge>;
}
