import { join } from 'node:path';
import type { TestContext } from 'node:test';

import type { Page } from 'playwright-core';

import { E2E } from '../machine/places.mts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;

/** Whether a picture is to be kept of what the browser showed when a step failed. */
const kept = process.argv.includes('--failures');

/** Steps that build on each other: what comes after one that failed is skipped. */
export function steps(t: TestContext, page?: Page): Step {
	let failed = false;
	return async (name, run) => {
		await t.test(name, { skip: failed && 'a step before it failed' }, async () => {
			try {
				await run();
			} catch (error) {
				failed = true;
				if (kept)
					await page
						?.screenshot({ path: join(E2E, 'failures', `${name}.png`) })
						.catch(() => undefined);
				throw error;
			}
		});
	};
}
