import type { Message } from "../format";
import type { insight as source } from "../en/insight";

export const insight = {
  "insight.title": "传播效果",
  "insight.open_editor": "打开编辑",
  "insight.reads": "阅读量",
  "insight.reads_hint": "打开次数，实时统计",
  "insight.average": "平均停留",
  "insight.average_hint": "每次阅读的有效时长",
  "insight.by_minute": "阅读趋势",
  "insight.no_reads": "还没有阅读",
  "insight.no_reads_text": "有人打开线上页面后，几秒内就会出现数字。",
  "insight.at": "{time}：{count} 次阅读",
  "insight.chart": "阅读趋势柱状图，共 {n} 次",
  "insight.time": "时间",
  "insight.where": "发布情况",
  "insight.nowhere": "尚未发布。",
} satisfies Record<keyof typeof source, Message>;
