import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import { cx } from "@/lib/cx";
import styles from "./display.module.css";

export type TabDef<V extends string> = { id: V; label: ReactNode; content: ReactNode };

export function Tabs<V extends string>({ label, value, onChange, tabs, className }: { label: string; value: V; onChange: (id: V) => void; tabs: TabDef<V>[]; className?: string }) {
  return (
    <AriaTabs selectedKey={value} onSelectionChange={(key) => onChange(String(key) as V)} className={cx(styles["tabs"], className)}>
      <TabList aria-label={label} className={styles["tabList"] ?? ""}>
        {tabs.map((tab) => <Tab key={tab.id} id={tab.id} className={styles["tab"] ?? ""}>{tab.label}</Tab>)}
      </TabList>
      {tabs.map((tab) => <TabPanel key={tab.id} id={tab.id} className={styles["tabPanel"] ?? ""}>{tab.content}</TabPanel>)}
    </AriaTabs>
  );
}
