import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { type FlowName, flows } from './stack.ts';

/** The flows as Mermaid diagrams, for `docs/machines.md`. Drawn from the machines themselves, so they cannot disagree. */
export function drawFlows(): string {
  const sections = Object.entries(flows).map(([name, machine]) => drawFlow(name as FlowName, machine));
  return `${HEAD}\n${sections.join('\n')}`;
}

const HEAD = `# The machines

Drawn by \`npm run machines:draw\` from \`src/machines/\`; a test fails when this page is out of date. A solid box waits for the client
(or, without a question, for the outcome of the command that it names); \`call\` means that another flow takes over until it is done.
`;

/** All flows are flat: no state has states of its own. */
function drawFlow(name: FlowName, machine: AnyStateMachine): string {
  const nodes = Object.values(machine.root.states) as AnyStateNode[];
  const lines = [
    `    [*] --> ${String(machine.root.initial.target[0]?.key)}`,
    ...nodes.flatMap((node) => [...describe(node), ...arrowsFrom(node)]),
    ...arrowsFromAnywhere(machine.root, nodes),
  ];
  return `## ${name}\n\n\`\`\`mermaid\nstateDiagram-v2\n${lines.join('\n')}\n\`\`\`\n`;
}

function describe(node: AnyStateNode): string[] {
  const about = [
    ...(node.meta ? [`asks: ${(node.meta as { prompt: string }).prompt}`] : []),
    ...node.entry.flatMap((action) => (typeof action === 'object' ? entryOf(action) : [])),
  ];
  return about.length > 0 ? [`    ${node.key}: ${node.key}<br>${about.join('<br>')}`] : [];
}

/** The name of a command or of the flow that is called: a constant, or the constant that its function answers. */
function entryOf(action: { type: string; params?: unknown }): string[] {
  if (action.type !== 'command' && action.type !== 'call') return [];
  const named = /(?:do|flow)"?: ?['"]([\w-]+)['"]/.exec(
    typeof action.params === 'function' ? String(action.params) : JSON.stringify(action.params),
  );
  return [`${action.type}: ${named?.[1] ?? ''}`];
}

type Arrow = { source: AnyStateNode; target?: readonly AnyStateNode[] | undefined; guard?: unknown; eventType: string };

function arrowsFrom(node: AnyStateNode): string[] {
  const arrows = [...(node.always ?? []), ...[...node.transitions.values()].flat()] as Arrow[];
  const drawn = arrows.map((arrow) => `    ${node.key} --> ${targetOf(arrow, node)}: ${labelOf(arrow)}`);
  return node.type === 'final' ? [`    ${node.key} --> [*]`] : drawn;
}

/** What the root handles happens from every state that is not final. */
function arrowsFromAnywhere(root: AnyStateNode, nodes: AnyStateNode[]): string[] {
  const arrows = [...root.transitions.values()].flat() as Arrow[];
  const note = arrows.map((arrow) => `${labelOf(arrow)} → ${targetOf(arrow, root)}`).join('<br>');
  const first = nodes[0];
  return note && first ? [`    note right of ${first.key}: from anywhere<br>${note}`] : [];
}

const targetOf = (arrow: Arrow, node: AnyStateNode): string => arrow.target?.[0]?.key ?? node.key;

function labelOf({ eventType, guard }: Arrow): string {
  const name = typeof guard === 'string' ? guard : '';
  const event = eventType === '' ? 'at once' : eventType;
  return name ? `${event} [${name}]` : event;
}
