import { Schema } from "prosemirror-model";
import { marks } from "./marks";
import { nodes } from "./nodes";

/** The text of a story. Names and attributes are those of the server's node list; every block carries an id of its own. */
export const schema = new Schema({ nodes, marks });
