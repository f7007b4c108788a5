// The language layer: text in, tree, tokens and errors out. The tree's types are in ast/.
export { after, before, emptyExtent, ScriptExtent, ScriptSource, spanOf } from './extent.ts';
export { messages, messageText, type ParseErrorId } from './messages.ts';
export type { ParseError } from './parse-error.ts';
export { type ParseResult, parse, parseExpandable } from './parser/parse.ts';
export { typeNameText } from './parser/types.ts';
export { childrenOf, nodesOf, parentsOf } from './walk.ts';
