import { bindings, type Scope } from "@/app/shortcuts/registry";
import { useT } from "@/app/i18n";
import { setLook, useLook } from "@/app/theme";
import { Dialog, Keys } from "@/ui";
import { Switch } from "@/ui/Choice";
import styles from "./shell.module.css";

export function KeysHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  const { singleKeys } = useLook();
  return (
    <Dialog title={t("keys.title")} isOpen={isOpen} onClose={onClose} wide>
      <Switch isSelected={singleKeys} onChange={(on) => setLook({ singleKeys: on })}>{t("keys.single")}</Switch>
      <div className={styles["keysGrid"]}>
        {(Object.keys(bindings) as Scope[]).map((scope) => (
          <section key={scope}>
            <h3>{t(`keys.scope_${scope}`)}</h3>
            {Object.entries(bindings[scope]).map(([action, binding]) => (
              <div key={action} className={styles["keyRow"]}>
                <span>{t(binding.label)}</span>
                <Keys keys={binding.keys[0] ?? ""} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}
