import { defined } from '../api/defined';
import { Failed, failure, type Failure } from '../api/failure';
import { isObject, objectsIn, textOf } from '../api/json';
import type { Output } from '../api/output';

/**
 * The failure of an item whose answer came, and of which n8n could not make an item: no room for its file, for
 * example. It is paid for, so all that can be shown of it is kept.
 */
export function unstored(thrown: unknown, { json, binary }: Output): Failure {
	const { message, code } = isObject(thrown) ? thrown : {};
	const own = thrown instanceof Failed ? thrown.failure : undefined;
	const words = textOf(message) ?? String(thrown);
	const what = binary ? 'its file could not be stored' : 'no item could be made of it';
	const kept = {
		text: textOf(json.text) ?? addressesIn(json),
		usage: json.usage ?? undefined,
		task_id: isObject(json.task) ? (textOf(json.task.id) ?? undefined) : undefined,
	};
	if (own !== undefined) return { ...own, ...defined(kept) };
	return failure('malformed', {
		...defined(kept),
		code: textOf(code),
		message: `The answer came, but ${what}: ${words}`,
		description:
			'This is a fault of this n8n, not of the gateway: look at the room and the rights of its disk. The answer is paid for, and what is left of it stands in this item; run again, the item buys another.',
		retryable: false,
	});
}

/** Where the images of an output can be fetched, for a while. */
function addressesIn({ images }: Output['json']): string | undefined {
	const addresses = objectsIn(images).flatMap(({ url }) => textOf(url) ?? []);
	return addresses.length === 0 ? undefined : addresses.join('\n');
}
