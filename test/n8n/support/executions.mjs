import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('../../../tools/n8n/rest.mjs').RestClient} RestClient */

/** Begins to run a workflow as a person does in the editor. @param {RestClient} rest @param {string} workflowId @param {string} trigger name of the node @returns {Promise<string>} ID of the execution */
export async function beginRun(rest, workflowId, trigger) {
	const from = { triggerToStartFrom: { name: trigger } };
	const { executionId } = await rest.request('POST', `/rest/workflows/${workflowId}/run`, from);
	return executionId;
}

/** How an execution ended. @param {RestClient} rest @param {string} id @returns {Promise<string>} its status */
export async function endOf(rest, id) {
	for (let looks = 0; looks < 600; looks++) {
		const { status } = await rest.request('GET', `/rest/executions/${id}`);
		if (!['new', 'running', 'waiting'].includes(status)) return status;
		await pause(200);
	}
	throw new Error(`Execution ${id} does not end`);
}
