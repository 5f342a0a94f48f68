// Makes yjs_vectors.json, what the decoder's tests compare with: random concurrent sessions and seeds, as yjs and y-prosemirror
// themselves see them. Run it in a folder where `npm install yjs@13.6.33 y-prosemirror@1.3.7 prosemirror-model@1.25.13
// prosemirror-state@1.4.4 prosemirror-view@1.42.9` was done:   node make_yjs_vectors.mjs > yjs_vectors.json
import * as Y from 'yjs'
import { Schema } from 'prosemirror-model'
import { prosemirrorToYXmlFragment } from 'y-prosemirror'

const hex = bytes => Buffer.from(bytes).toString('hex')
let state = 1
const random = n => { state = (state * 1103515245 + 12345) & 0x7fffffff; return (state >> 8) % n }
const pick = list => list[random(list.length)]
const words = ['a', 'the ', '台风', '登陆', '😀', 'é', 'x', '，', 'news ']

// ---- what a document says, in the shape of ProseMirror JSON with sorted keys and merged texts
const sorted = object => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))
const merged = runs => runs.reduce((out, run) => {   // a format without effect parts runs in yjs
  const last = out.at(-1)
  if (last && JSON.stringify(last.marks) === JSON.stringify(run.marks)) last.text += run.text
  else out.push(run)
  return out
}, [])
const shown = type => {
  if (type instanceof Y.XmlText) {
    return merged(type.toDelta().filter(run => typeof run.insert === 'string').map(run => ({
      type: 'text', text: run.insert.toWellFormed ? run.insert.toWellFormed() : run.insert,
      marks: Object.entries(run.attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, attrs]) => ({ type: name, attrs: sorted(attrs) }))
    })))
  }
  return [{ type: type.nodeName, attrs: sorted(type.getAttributes()), content: type.toArray().flatMap(shown) }]
}
const content = doc => doc.getXmlFragment('prosemirror').toArray().flatMap(shown)

// ---- one random edit
// Never inside a surrogate pair: yjs peers themselves diverge there.
const place = (text, from = 0) => {
  const value = text.toDelta().map(run => run.insert).join('')
  let at = from + random(value.length - from + 1)
  if (at > 0 && at < value.length && value.charCodeAt(at) >= 0xdc00 && value.charCodeAt(at) < 0xe000) at++
  return at
}
const elements = (fragment, out = []) => {
  fragment.toArray().forEach(child => { if (child instanceof Y.XmlElement) { out.push(child); elements(child, out) } })
  return out
}
const edit = doc => {
  const root = doc.getXmlFragment('prosemirror')
  const all = elements(root)
  const element = all.length ? pick(all) : null
  const texts = all.flatMap(e => e.toArray().filter(c => c instanceof Y.XmlText))
  const text = texts.length ? pick(texts) : null
  const kind = random(10)
  if (kind < 2 || !element) {
    const parent = element && random(3) === 0 ? element : root
    const made = new Y.XmlElement(pick(['paragraph', 'heading', 'blockquote']))
    made.setAttribute('id', 'b' + random(1000))
    if (random(2)) made.setAttribute('level', 2 + random(3))
    const inner = new Y.XmlText(); inner.insert(0, pick(words)); made.insert(0, [inner])
    parent.insert(random(parent.length + 1), [made])
  } else if (kind < 6 && text) {
    text.insert(place(text), pick(words), random(3) === 0 ? { strong: {} } : undefined)
  } else if (kind < 7 && text && text.length > 1) {
    const from = place(text), to = place(text, from); text.delete(from, to - from)
  } else if (kind < 8 && text && text.length > 1) {
    const from = place(text), to = place(text, from)
    if (to > from) text.format(from, to - from, pick([{ em: {} }, { em: null }, { link: { href: 'https://example.org/' + random(9) } }, { strong: null }]))
  } else if (kind < 9 && element) {
    element.setAttribute(pick(['id', 'level', 'align']), pick(['p' + random(9), 3, 'left']))
  } else if (root.length > 1 && random(3) === 0) {
    root.delete(random(root.length), 1)
  }
}

const session = (peers, rounds) => {
  const docs = [], updates = []
  for (let i = 0; i < peers; i++) {
    const doc = new Y.Doc(); doc.clientID = 1000 + 4 * random(100000) + i
    doc.on('update', (update, origin) => { if (origin !== 'sync') updates.push(update) })
    docs.push(doc)
  }
  const sync = (a, b) => Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)), 'sync')
  for (let i = 0; i < rounds; i++) {
    edit(pick(docs))
    if (random(6) === 0) { const a = pick(docs), b = pick(docs); if (a !== b) { sync(a, b); sync(b, a) } }
  }
  docs.forEach(a => docs.forEach(b => a !== b && sync(a, b)))
  docs.forEach(a => docs.forEach(b => a !== b && sync(a, b)))
  const full = Y.encodeStateAsUpdate(docs[0])
  return { updates: updates.map(hex), merged: hex(Y.mergeUpdates(updates)), full: hex(full), vector: hex(Y.encodeStateVector(docs[0])), content: content(docs[0]) }
}

// ---- seeds
const id = { id: { default: null } }
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' }, paragraph: { group: 'block', content: 'inline*', attrs: id }, text: { group: 'inline' },
    heading: { group: 'block', content: 'inline*', attrs: { ...id, level: { default: 2 } } }, hard_break: { group: 'inline', inline: true },
    ordered_list: { group: 'block', content: 'list_item+', attrs: { ...id, start: { default: 1 } } }, list_item: { content: 'block+', attrs: id },
    figure: { group: 'block', content: 'caption?', attrs: { ...id, asset: { default: null }, src: { default: null }, alt: { default: null }, credit: { default: null } } },
    caption: { content: 'inline*', attrs: id }, horizontal_rule: { group: 'block', attrs: id }
  },
  marks: { link: { attrs: { href: {}, title: { default: null } } }, strong: {}, em: {} }
})
const text = (value, ...marks) => ({ type: 'text', text: value, ...(marks.length ? { marks } : {}) })
const bodies = [
  { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'p1' }, content: [text('hi'), text('B', { type: 'strong' })] }] },
  { type: 'doc', content: [
    { type: 'heading', attrs: { id: 'h1', level: 3 }, content: [text('台风“海燕”😀')] },
    { type: 'paragraph', attrs: { id: 'p2' }, content: [text('a', { type: 'strong' }), text('b', { type: 'strong' }, { type: 'em' }), { type: 'hard_break' },
      text('c', { type: 'link', attrs: { href: 'https://e.org/?a="1"', title: null } })] },
    { type: 'ordered_list', attrs: { id: 'l1', start: 70 }, content: [
      { type: 'list_item', attrs: { id: 'i1' }, content: [{ type: 'paragraph', attrs: { id: 'p3' } }] },
      { type: 'list_item', attrs: { id: 'i2' }, content: [{ type: 'paragraph', attrs: { id: 'p4' }, content: [text('two')] }] }] },
    { type: 'figure', attrs: { id: 'f1', asset: 'asset_1', src: null, alt: 'Alt', credit: null }, content: [{ type: 'caption', attrs: { id: 'c1' }, content: [text('cap')] }] },
    { type: 'horizontal_rule', attrs: { id: 'r1' } }] }
]
const seed = body => {
  const doc = new Y.Doc(); doc.clientID = 1
  prosemirrorToYXmlFragment(schema.nodeFromJSON(body), doc.getXmlFragment('prosemirror'))
  return { body, update: hex(Y.encodeStateAsUpdate(doc)) }
}

const sessions = []
for (let i = 0; i < 11; i++) sessions.push(session(2 + random(3), 60 + random(60)))
console.log('{"sessions":[\n' + sessions.map(s => JSON.stringify(s)).join(',\n') + '\n],"seeds":[\n' + bodies.map(b => JSON.stringify(seed(b))).join(',\n') + '\n]}')
