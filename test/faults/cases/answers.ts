import { claudePiece, claudeSays, claudeStreamed } from '../../cases/own/claudeBodies';
import { json, routes, usage } from '../../cases/own/build';
import { piece, says, streamed } from '../../cases/own/chatBodies';
import { png } from '../../support/files';
import type { Answer, WantedItem } from '../../support/wire/case';
import { usualItems } from '../ask';
import { fails, recovered, type FaultAsk } from '../case';
import type { Form } from './build';

/** The answers that every request wants: they say what its item asks for. */
export const good = streamed([piece('{asked}')]);
export const goodWhole = says('{asked}');

/** A refusal as OpenAI and most gateways put it. */
export const refusal = (
	status: number,
	message: string,
	more: object = {},
	headers: Answer['headers'] = {},
): Answer => json({ error: { message, ...more } }, status, headers);

/** The page of a proxy. */
export const page = (status: number, title: string): Answer => ({
	status,
	content_type: 'text/html',
	body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

/** An operation, what it wants, and how its items show that they have it. */
export interface Operation {
	form: string;
	ask: FaultAsk;
	good: Answer;
	item?: WantedItem;
	/** Requests of three items when all is well. */
	requests: number;
}

const picture = png();

export const chatStreamed: Operation = {
	form: 'chat, streamed',
	ask: {},
	good,
	requests: usualItems,
};
export const chatWhole: Operation = {
	form: 'chat, whole',
	ask: { stream: false },
	good: goodWhole,
	requests: usualItems,
};
export const claude: Operation = {
	form: 'Claude',
	ask: { route: routes.claude },
	good: claudeStreamed([claudePiece('{asked}')]),
	requests: usualItems,
};
export const claudeWhole: Operation = {
	form: 'Claude, whole',
	ask: { route: routes.claude, stream: false },
	good: claudeSays('{asked}'),
	requests: usualItems,
};
export const legacy: Operation = {
	form: 'legacy completion',
	ask: { route: routes.legacy },
	good: json({ choices: [{ index: 0, text: '{asked}', finish_reason: 'stop' }], usage }),
	requests: usualItems,
};
export const embeddings: Operation = {
	form: 'embeddings',
	ask: { route: routes.embeddings },
	good: json({
		data: Array.from({ length: usualItems }, (_, index) => ({ index, embedding: [1, 0] })),
		usage,
	}),
	item: { json: { embedding: [1, 0] } },
	requests: 1,
};
export const image: Operation = {
	form: 'image',
	ask: { route: routes.images },
	good: json({ data: [{ b64_json: picture.toString('base64') }] }),
	item: { files: { image: picture.length } },
	requests: usualItems,
};
export const models: Operation = {
	form: 'models',
	ask: { route: routes.models },
	good: json({ data: [{ id: 'm-a' }] }),
	item: { id: 'm-a' },
	requests: 1,
};

/** Operations whose requests may be repeated. */
export const repeatable: readonly Operation[] = [
	chatStreamed,
	chatWhole,
	claude,
	claudeWhole,
	legacy,
	embeddings,
	models,
];

/** Forms of a fault that passes: it comes once, whatever is asked, and the next request is answered. */
export const onceEach = (fault: Answer, operations: readonly Operation[] = repeatable): Form[] =>
	operations.map(({ form, ask, good: after, item, requests }) => ({
		form,
		ask,
		server: [fault, after],
		outcome: recovered(requests + 1, { item }),
	}));

/** Forms of a fault for which every request of an operation ends with the same sentence. */
export const alwaysEach = (
	fault: Answer,
	kind: string,
	sentence: string,
	operations: readonly Operation[] = repeatable,
): Form[] =>
	operations.map(({ form, ask, requests }) => ({
		form,
		ask,
		server: fault,
		outcome: fails(kind, sentence, requests),
	}));
