import { appendFileSync } from 'node:fs'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a test writes its report
import { isObject } from '../../../nodes/api/json';
import type { Outcome } from './case';

// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- how `npm run test:wire` speaks to its tests
const environment = process.env;

/** One line of the table that `npm run test:wire` prints. */
export interface Row {
	nr: string;
	title: string;
	requests: number;
	/** What came of it, in a few words. */
	outcome: string;
	/** What is not as wanted. */
	mismatches: string[];
}

/**
 * Looks at one case, hands its line to `npm run test:wire` if that is who asks, and fails when anything is
 * not as wanted.
 */
export async function judged(
	{ nr, title }: Pick<Row, 'nr' | 'title'>,
	look: () => Promise<Omit<Row, 'nr' | 'title'>>,
): Promise<void> {
	let row: Row = {
		nr,
		title,
		requests: 0,
		outcome: '',
		mismatches: ['it did not come to its end'],
	};
	try {
		row = { nr, title, ...(await look()) };
	} finally {
		const file = environment.CASE_ROWS;
		if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
	}
	expect(row.mismatches).toEqual([]);
}

/** Whether a case is among those that `npm run test:wire` was asked for: a number, or a kind. */
export function isChosen(nr: string): boolean {
	const asked = (environment.CASES ?? '').split(' ').filter((part) => part !== '');
	const isOf = (part: string) => nr.startsWith(part) && !/^\d/.test(nr.slice(part.length));
	return asked.length === 0 || asked.some(isOf);
}

/** What came of a case, in a few words: the text, or kind and words of the failure. */
export function outcomeInWords({ items, status }: Outcome): string {
	if (status !== 'success') return `run ${status}`;
	return items
		.map(({ json }) => {
			const { error, message, text } = json;
			if (isObject(error) && typeof error.kind === 'string')
				return `${error.kind}: ${String(message)}`;
			return JSON.stringify(text ?? json.data ?? json.id ?? json.embedding ?? json) ?? '';
		})
		.map((words) => words.slice(0, 200))
		.join(' | ');
}
