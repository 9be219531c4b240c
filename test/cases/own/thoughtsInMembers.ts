import { chat, good, type Row } from './build';
import { chunk, chunks, done, ending, first, piece, spent, whole } from './chatBodies';

const thought = good('Four.', { reasoning: 'hm' });

const members: ReadonlyArray<[string, object]> = [
	['reasoning_content', { reasoning_content: 'hm' }],
	['reasoning', { reasoning: 'hm' }],
	['reasoning as an object', { reasoning: { text: 'hm' } }],
	['reasoning_content as an object', { reasoning_content: { text: 'hm' } }],
	['reasoning_details', { reasoning_details: [{ type: 'reasoning.text', text: 'hm', index: 0 }] }],
	[
		'reasoning and the same in reasoning_details',
		{ reasoning: 'hm', reasoning_details: [{ type: 'reasoning.text', text: 'hm', index: 0 }] },
	],
	['reasoning_content and the same in reasoning', { reasoning_content: 'hm', reasoning: 'hm' }],
];

/** Thoughts in members of their own. */
export const thoughtsInMembers: readonly Row[] = members.flatMap(([what, more]) => [
	chat(`${what}, whole`, whole({ content: 'Four.', ...more }), thought),
	chat(
		`${what}, streamed`,
		chunks(first, chunk({ content: null, ...more }), piece('Four.'), ending(), spent, done),
		thought,
	),
]);
