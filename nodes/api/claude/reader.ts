import { eventReader } from '../readers/eventStream';
import { jsonReader } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { Reader } from '../readers/reader';
import { type ClaudeAnswer, readAnswer, textIn } from './answer';
import { ClaudeAssembly } from './assembly';

/** Reads an answer of POST /v1/messages, streamed or not, whichever was asked for. */
export function claudeReader(): Reader<ClaudeAnswer> {
	return jsonOrEventStreamReader(jsonReader(readAnswer, { keep: textIn }), (head) =>
		eventReader(head, new ClaudeAssembly(head)),
	);
}
