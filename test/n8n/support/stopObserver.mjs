/**
 * n8n loads this as an external hook file: it tells when the node under test begins in an execution, when that is
 * stopped, and when the node has ended. Times as `Date.now()`.
 */
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';

const { WorkflowExecute } = createRequire(realpathSync(process.argv[1]))('n8n-core');
const { STOP_REPORTS, STOP_SUBJECT } = process.env;

const runNode = WorkflowExecute.prototype.runNode;
WorkflowExecute.prototype.runNode = async function (workflow, executionData, ...others) {
	const [, , additionalData, , abortSignal] = others;
	const run = async () => await runNode.call(this, workflow, executionData, ...others);
	if (executionData.node.name !== STOP_SUBJECT) return await run();
	const tell = (what) => {
		const body = JSON.stringify({ what, execution: additionalData.executionId, at: Date.now() });
		void fetch(STOP_REPORTS, { method: 'POST', body }).catch(() => {});
	};
	tell('begun');
	abortSignal?.addEventListener('abort', () => tell('stopped'), { once: true });
	try {
		return await run();
	} finally {
		tell('ended');
	}
};
