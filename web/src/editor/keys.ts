import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { TextSelection, type Command, type Plugin } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import { setBlock, setMark, toggleList, toggleQuote } from "./commands";
import { schema } from "./schema";

/** Keys and typing rules inside the text. `undo` and `redo` are handed in, because shared text has a history of its own. */
const item = schema.nodes["list_item"]!;

const breakLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes["hard_break"]!.create()).scrollIntoView());
  return true;
};

/** Enter at the end of a caption goes on below the picture. */
const leaveFigure: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type.name !== "caption") return false;
  if (dispatch) {
    const after = $from.after($from.depth - 1);
    const change = state.tr.insert(after, schema.nodes["paragraph"]!.create());
    dispatch(change.setSelection(TextSelection.near(change.doc.resolve(after + 1), 1)).scrollIntoView());
  }
  return true;
};

export function textKeys(history: { undo: Command; redo: Command } = { undo, redo }): Plugin[] {
  return [
    keymap({
      "Mod-z": history.undo, "Mod-y": history.redo, "Mod-Shift-z": history.redo,
      "Mod-b": setMark("strong"), "Mod-i": setMark("em"),
      "Shift-Ctrl-0": setBlock("paragraph"), "Shift-Ctrl-2": setBlock("h2"), "Shift-Ctrl-3": setBlock("h3"),
      "Shift-Ctrl-8": toggleList("bullet_list"), "Shift-Ctrl-9": toggleList("ordered_list"), "Mod-Shift->": toggleQuote,
      "Shift-Enter": chainCommands(exitCode, breakLine),
      Enter: chainCommands(leaveFigure, splitListItem(item)),
      Tab: chainCommands(goToNextCell(1), sinkListItem(item)), "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(item)),
    }),
    keymap(baseKeymap),
    inputRules({
      rules: [
        wrappingInputRule(/^\s*[>＞]\s$/, schema.nodes["blockquote"]!),
        wrappingInputRule(/^\s*([-*])\s$/, schema.nodes["bullet_list"]!),
        wrappingInputRule(/^(\d+)[.．、]\s$/, schema.nodes["ordered_list"]!, (match) => ({ start: Number(match[1]) }), (match, list) => list.childCount + Number(list.attrs["start"]) === Number(match[1])),
        textblockTypeInputRule(/^(#{2,4})\s$/, schema.nodes["heading"]!, (match) => ({ level: match[1]!.length })),
        new InputRule(/^[-—]{3}$/, (state, _match, start, end) => state.tr.replaceRangeWith(start, end, schema.nodes["horizontal_rule"]!.create())),
      ],
    }),
  ];
}
