import assert from 'node:assert/strict';
import { isPng } from '../../../../tools/gateway/images/png.mjs';
import { binaryFile } from '../binaryFile.mjs';

/** @type {import('./example.mjs').Trial[]} */
export const pictures = [
	{
		file: 'stable-diffusion-loop',
		shows: 'looks until every picture is done, and pays for each once',
		models: {},
		set(node) {
			node('Wait').parameters.amount = 1;
			Object.assign(node('Submit').parameters, { width: 64, height: 48 });
		},
		async check({ jsonOf, itemsOf, runsOf }, { n8n, gateway }) {
			const submitted = jsonOf('Submit').map(({ task }) => task.id);
			assert.equal(new Set(submitted).size, 3);
			assert.equal(gateway.tasks, 3);
			assert.ok(runsOf('Look').length > 1, 'All was done at the first look');
			const done = itemsOf('Pictures');
			assert.deepEqual(done.map(({ json }) => json.task.id).sort(), submitted.sort());
			for (const { json, binary } of done) {
				assert.equal(json.task.status, 'succeeded');
				assert.ok(isPng(await binaryFile(n8n, binary.image)));
			}
			assert.deepEqual(jsonOf('Tasks to Look At'), []);
		},
	},
];
