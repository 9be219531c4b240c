import { openGateway, runChatAt } from './chat';
import type { Responder, TestGateway } from './gateway';
import { answer } from './stream';

/**
 * A gateway whose streams are known to tell their usage, so that a run may begin with many requests at once: it
 * has answered one of `test-model`. That request is not among its `requests`, and `respond` is not asked for it.
 */
export async function openWarmGateway(respond: Responder): Promise<TestGateway> {
	let isWarm = false;
	const gateway = await openGateway((request, response, position) =>
		isWarm ? respond(request, response, position) : answer(request, response),
	);
	const { status } = await runChatAt(gateway);
	if (status !== 'success') throw new Error(`The request that warms the lane ended with ${status}`);
	gateway.requests.length = 0;
	isWarm = true;
	return gateway;
}
