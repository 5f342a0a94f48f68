import { useT } from "@/app/i18n";
import { setLook, useLook } from "@/app/theme";
import { Segments, Switch } from "@/ui/Choice";
import styles from "../people.module.css";

export function LookTab() {
  const t = useT();
  const { theme, density, singleKeys } = useLook();
  return (
    <div className={styles["form"]}>
      <Segments showLabel label={t("app.theme")} value={theme} onChange={(next) => setLook({ theme: next })} options={[{ value: "system", label: t("theme.system"), icon: "screen" }, { value: "light", label: t("theme.light"), icon: "sun" }, { value: "dark", label: t("theme.dark"), icon: "moon" }]} />
      <Segments showLabel label={t("look.density")} value={density} onChange={(next) => setLook({ density: next })} options={[{ value: "compact", label: t("look.compact") }, { value: "normal", label: t("look.normal") }, { value: "roomy", label: t("look.roomy") }]} />
      <Switch isSelected={singleKeys} onChange={(on) => setLook({ singleKeys: on })}>{t("keys.single")}</Switch>
      <p className="muted">{t("look.here")}</p>
    </div>
  );
}
