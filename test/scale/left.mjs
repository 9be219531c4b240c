/** What n8n has of executions whose worker was killed. */

/**
 * What n8n calls the executions of a workflow.
 *
 * @param {import('../../tools/n8n/postgres.mjs').Postgres} postgres
 * @param {string} workflow its id
 * @returns {string[][]} rows of status and number
 */
export function statusesOf(postgres, workflow) {
	return postgres.query(
		`select status, count(*) from execution_entity where "workflowId" = '${workflow}' group by status order by status`,
	);
}

/**
 * Of how many executions that did not succeed n8n still has the items that came in.
 *
 * @param {import('../../tools/n8n/postgres.mjs').Postgres} postgres
 * @param {string} workflow its id
 */
export function inputsKept(postgres, workflow) {
	const [[count]] = postgres.query(
		`select count(*) from execution_entity e join execution_data d on d."executionId" = e.id
		 where e."workflowId" = '${workflow}' and e.status <> 'success' and d.data like '%where is my parcel%'`,
	);
	return Number(count);
}

/**
 * Does what Retry does in n8n's list of executions, with one that did not succeed.
 *
 * @param {object} setting
 * @param {import('../../tools/n8n/postgres.mjs').Postgres} setting.postgres
 * @param {import('../../tools/n8n/rest.mjs').RestClient} setting.rest
 * @param {() => Promise<unknown[]>} setting.requests what the gateway was asked so far
 * @param {string} workflow its id
 * @returns {Promise<string>} what became of it
 */
export async function retried({ postgres, rest, requests }, workflow) {
	const [row] = postgres.query(
		`select id from execution_entity where "workflowId" = '${workflow}' and status <> 'success' limit 1`,
	);
	if (!row) return '';
	const [id] = row;
	const before = (await requests()).length;
	try {
		await rest.request('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
	} catch (error) {
		return error.message;
	}
	const [[status] = ['not stored']] = postgres.query(
		`select status from execution_entity where "retryOf" = '${id}'`,
	);
	return `${status}, ${(await requests()).length - before} requests`;
}
