import type { IDataObject } from 'n8n-workflow';
import { oneAttempt, openGateway, runChatAt, type ChatRun, type ChatSetup } from './chat';
import type { Responder, TestGateway } from './gateway';

/** Runs an operation against a server of its own, which is closed after the test. */
export async function runOperation(
	respond: Responder,
	operation: `${string}.${string}`,
	parameters: IDataObject,
	setup: Omit<ChatSetup, 'parameters'> = {},
): Promise<ChatRun> {
	return await runOperationAt(await openGateway(respond), operation, parameters, setup);
}

/**
 * Runs an operation against a server that other runs share.
 *
 * @param operation resource and operation as workflows store them, such as `text.summarize`
 * @param parameters further parameters; ID of the model and one attempt are given unless they differ
 */
export async function runOperationAt(
	gateway: TestGateway,
	operation: `${string}.${string}`,
	parameters: IDataObject,
	setup: Omit<ChatSetup, 'parameters'> = {},
): Promise<ChatRun> {
	const [resource, name] = operation.split('.');
	return await runChatAt(gateway, {
		...setup,
		parameters: { resource, operation: name, throughput: oneAttempt, ...parameters },
	});
}
