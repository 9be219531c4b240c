import type { Want } from '../../support/wire/case';
import { chat, good, type Row } from './build';
import { streamed, fragment } from './chatBodies';

/** What is called, as it stands in a fragment. */
const called = (name: string | undefined, given: unknown): object => ({
	...(name === undefined ? {} : { name }),
	arguments: given,
});

/** A call of a tool, or a fragment of one. */
export const call = (more: object, name?: string, given: unknown = ''): object => ({
	type: 'function',
	...more,
	function: called(name, given),
});

/** A stream of fragments, each in a chunk of its own. */
export const fragments = (
	title: string,
	all: readonly object[],
	calls: Want['calls'],
	ids?: string[],
): Row =>
	chat(title, streamed(all.map(fragment), 'tool_calls'), good('', { calls, ...(ids && { ids }) }));

/** One call, and two. */
export const one = [['get', { a: 1 }]] as const;
export const two = [
	['get', { a: 1 }],
	['put', { b: 2 }],
] as const;
