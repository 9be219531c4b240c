import OpenAI from 'openai';
import type { JsonObject } from '../../../nodes/api/json';
import type { ServerEvent } from '../../../nodes/api/readers/sse';

/** What `openai` makes of a stream: the completion, or why it is none. */
export type Theirs = { body: JsonObject; error?: undefined } | { error: string; body?: undefined };

/** Has `openai` read events and put them together, with its own client and its helper for streams. */
export async function assembledByOpenAi(events: readonly ServerEvent[]): Promise<Theirs> {
	// In one piece it would take a time that grows with the square of the length.
	const body = () => ReadableStream.from(events.map((event) => Buffer.from(written(event))));
	const client = new OpenAI({
		apiKey: 'none',
		baseURL: 'http://gateway.test/v1',
		maxRetries: 0,
		logLevel: 'off',
		fetch: () =>
			Promise.resolve(new Response(body(), { headers: { 'content-type': 'text/event-stream' } })),
	});
	try {
		const stream = client.chat.completions.stream({ model: 'm', messages: [] });
		return { body: (await stream.finalChatCompletion()) as unknown as JsonObject };
	} catch (thrown) {
		return { error: String(thrown) };
	}
}

function written({ event, data }: ServerEvent): string {
	const name = event === '' ? '' : `event: ${event}\n`;
	return `${name}${data
		.split('\n')
		.map((line) => `data: ${line}\n`)
		.join('')}\n`;
}
