import { useMemo, useState } from "react";
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField } from "react-aria-components";
import { useT } from "@/app/i18n";
import { cx } from "@/lib/cx";
import { Icon, type IconName } from "./icons";
import { Keys } from "./Keys";
import { asModal } from "./overlay";
import styles from "./overlays.module.css";

export type Command = { id: string; label: string; sub?: string; icon?: IconName; keys?: string; run: () => void };
export type CommandGroup = { id: string; head: string; commands: Command[] };

/** Words of the query must all occur, in any order. */
export function matches(label: string, query: string): boolean {
  const low = label.toLocaleLowerCase();
  return query.toLocaleLowerCase().split(/\s+/).every((word) => low.includes(word));
}

/** `local` is filtered here at once; `found` comes from the server and is shown as it is. */
export function CommandPalette({ isOpen, onClose, local, found, query, onQuery }: { isOpen: boolean; onClose: () => void; local: CommandGroup[]; found: CommandGroup[]; query: string; onQuery: (text: string) => void }) {
  const t = useT();
  const groups = useMemo(
    () => [...local.map((group) => ({ ...group, commands: group.commands.filter((each) => matches(each.label, query)) })), ...found].filter((group) => group.commands.length > 0),
    [local, found, query],
  );
  const [closing, setClosing] = useState(false);
  const run = (command: Command) => {
    setClosing(true);
    onClose();
    onQuery("");
    setClosing(false);
    command.run();
  };
  return (
    <ModalOverlay isOpen={isOpen && !closing} onOpenChange={(open) => !open && onClose()} isDismissable className={styles["shade"] ?? ""}>
      <Modal className={styles["palette"] ?? ""}>
        <Dialog render={asModal} aria-label={t("palette.title")}>
          <Autocomplete inputValue={query} onInputChange={onQuery}>
            <SearchField aria-label={t("palette.title")} autoFocus className={styles["paletteInput"] ?? ""}>
              <Icon name="search" />
              <Input placeholder={t("palette.placeholder")} />
            </SearchField>
            <Menu aria-label={t("palette.results")} className={styles["list"] ?? ""} renderEmptyState={() => <div className={styles["paletteEmpty"]}>{t("palette.nothing", { query })}</div>}>
              {groups.map((group) => (
                <MenuSection key={group.id} id={group.id} aria-label={group.head}>
                  <Header className={styles["sectionHead"] ?? ""}>{group.head}</Header>
                  {group.commands.map((command) => (
                    <MenuItem key={command.id} id={command.id} textValue={command.label} onAction={() => run(command)} className={cx(styles["option"])}>
                      {command.icon && <Icon name={command.icon} size={16} />}
                      <span className={styles["optionText"]}>
                        {command.label}
                        {command.sub && <span className={styles["optionSub"]}>{command.sub}</span>}
                      </span>
                      {command.keys && <Keys keys={command.keys} />}
                    </MenuItem>
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
