import { Aigc2dApi } from '../../../credentials/Aigc2dApi.credentials';
import { testRules } from '../../../credentials/testRules';
import {
	defaultFirstByteTimeout,
	defaultMaxRateLimitWait,
	defaultRetryAndTimeouts,
	defaultRunLimits,
} from '../../../nodes/api/limits';
import { failureKinds, type FailureKind } from '../../../nodes/api/failureKinds';
import { resources } from '../../../nodes/Aigc2d/resources';
import { embeddingFields } from '../../../nodes/EmbeddingsAigc2d/fields';
import type { Field } from '../../../nodes/fields/field';
import { retryAndTimeoutFields } from '../../../nodes/fields/retryAndTimeouts';
import { runFields } from '../../../nodes/fields/runLimits';
import { newBudgetResult } from '../../../nodes/delivery/budget/sentences';
import { runInWords } from '../../../nodes/host/runInWords';
import { modelFields } from '../../../nodes/LmChatAigc2d/fields';
import { rerankerFields } from '../../../nodes/RerankerAigc2d/fields';
import { aboutField, fieldTable, propertyTable } from './fieldTables';
import { limitTable, speedTable } from './figures';
import { outputLine } from './outputs';
import { pageList } from './pageList';
import { recipes, wishTable } from './wishes';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replace(/ +\|/g, ' |');

/** The parts of pages that are made, by the first word of their name; the rest of it is handed over. */
const makers: { [first: string]: (rest: string) => string } = {
	operations: operationTable,
	fields: (operation) => fieldsOf(operation),
	output: outputLine,
	node: (name) => fieldTable(nodes[name] ?? [], properties(nodes[name] ?? [])),
	credential: (rest) => (rest === 'test' ? testSentences() : propertyTable(new Aigc2dApi().properties)),
	limits: limitsTable,
	kinds: kindTable,
	bench: (which) => (which === 'speed' ? speedTable() : limitTable()),
	examples: (rest) =>
		wishTable(rest === 'zh' ? 'chinese' : 'english'),
	recipes,
	pages: pageList,
};

const nodes: { [name: string]: readonly Field[] } = {
	lmChatAigc2d: modelFields,
	embeddingsAigc2d: embeddingFields,
	rerankerAigc2d: rerankerFields,
};

/** What stands in a part of a page; undefined where nobody makes one of this name. */
export function made(name: string): string | undefined {
	const [first = '', ...rest] = name.split(' ');
	return makers[first]?.(rest.join(' '));
}

const properties = (fields: readonly Field[]) => fields.map(({ property }) => property);

function fieldsOf(name: string): string {
	const [resource, operation] = name.split('.');
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found === undefined) throw new Error(`There is no operation ${name}`);
	const about = found.description.replace(/\.?$/, '.');
	return `${about}\n\n${fieldTable(found.fields, properties(found.fields))}`;
}

function operationTable(): string {
	const rows = resources.flatMap(({ name, operations }) =>
		operations.map((each) => {
			const anchor = `${name} → ${each.name}`
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s-]/gu, '')
				.replace(/\s/g, '-');
			return line([`[**${name} → ${each.name}**](#${anchor})`, each.description]);
		}),
	);
	return [line(['operation', '']), line(['---', '---']), ...rows].join('\n');
}

/** What the credential says when n8n tests it; sentences that differ in a number once. */
function testSentences(): string {
	const messages = (testRules ?? []).map(({ properties: { message } }) => String(message));
	const once = new Set(messages.map((message) => message.replace(/status \d+/, 'status …')));
	return [...once].map((message) => `- ${message}`).join('\n');
}

/** Limits and Retries, with what holds where the user sets nothing. */
function limitsTable(): string {
	const { maxConcurrency, deduplicate } = defaultRunLimits;
	const { maxAttempts, retryTimeouts, idleTimeout, totalTimeout } = defaultRetryAndTimeouts;
	const values: { [name: string]: string } = {
		maxConcurrency: String(maxConcurrency),
		requestsPerMinute: 'found out',
		tokensPerMinute: 'found out',
		tokenBudget: 'none',
		costBudget: 'none',
		maxRateLimitWait: `${defaultMaxRateLimitWait}; 2 before the first answer of a run`,
		deduplicate: deduplicate ? 'on' : 'off',
		maxAttempts: String(maxAttempts),
		retryTimeouts: retryTimeouts ? 'on' : 'off',
		firstByteTimeout: `${defaultFirstByteTimeout}; for an answer that comes whole, that of Total Timeout`,
		idleTimeout: String(idleTimeout),
		totalTimeout: String(totalTimeout),
	};
	const rows = [...runFields, ...retryAndTimeoutFields].map((row) =>
		line([`**${row.property.displayName}**`, aboutField(row), values[row.property.name] ?? '']),
	);
	return [line(['field', '', 'not added']), line(['---', '---', '---']), ...rows].join('\n');
}

function kindTable(): string {
	const rows = (Object.keys(failureKinds) as FailureKind[]).map((kind) => {
		const { message, retryable } = failureKinds[kind];
		return line([`\`${kind}\``, message, wordsAbove(kind), retryable ? 'yes' : 'no']);
	});
	const head = ['`kind`', 'what happened', 'above the output', 'again?'];
	return [line(head), line(head.map(() => '---')), ...rows].join('\n');
}

/** What the line above the output calls it. */
function wordsAbove(kind: FailureKind): string {
	const tally = {
		requests: 1,
		refused: 0,
		retried: 0,
		shared: 0,
		fellBack: 0,
		tokens: { input: 0, output: 0 },
	} as unknown as Parameters<typeof runInWords>[0];
	const said = runInWords(tally, {
		...newBudgetResult(),
		items: 1,
		failed: 1,
		kinds: new Map([[kind, 1]]),
		truncated: 0,
		unit: 1,
		duration: 1000,
	});
	return /failed: ([^·]+)/.exec(said)?.[1]?.trim() ?? '';
}
