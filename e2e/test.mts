import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { installModules } from './install/modules.mts';
import { leave, leaveWhenTold } from './machine/leaving.mts';
import { CHECKOUT } from './machine/places.mts';
import { Process } from './machine/process.mts';

interface Suite {
	title: string;
	suite: (t: TestContext) => Promise<void>;
}

/** In this order: what a person sees comes first. Imported late, since what they import may be missing before. */
const SUITES: Record<string, () => Promise<Suite>> = {
	editor: () => import('./tests/editor.mts'),
	tokens: () => import('./tests/tokens.mts'),
	gallery: () => import('./tests/gallery.mts'),
	workflows: () => import('./tests/workflows.mts'),
	triggers: () => import('./tests/triggers.mts'),
	registration: () => import('./tests/registration.mts'),
	sync: () => import('./tests/sync.mts'),
	agent: () => import('./tests/agent.mts'),
	queue: () => import('./tests/queue.mts'),
};

/** Runs the suites that are named on the command line, by default all of them. */
async function runSuites(named: string[]): Promise<void> {
	const unknown = named.find((name) => !(name in SUITES));
	if (unknown !== undefined) {
		throw new Error(`There is no suite "${unknown}", but ${Object.keys(SUITES).join(', ')}`);
	}
	await installModules();
	await checkOwnCode();
	const { CHROMIUM, POSTGRES, program, REDIS } = await import('./install/programs.mts');
	for (const needed of [CHROMIUM, POSTGRES, REDIS]) await program(needed);
	const { prepared } = await import('./server/prepared.mts');
	console.log((await prepared()).summary);
	for (const [name, load] of Object.entries(SUITES)) {
		if (named.length > 0 && !named.includes(name)) continue;
		const { title, suite } = await load();
		await test(title, suite);
	}
}

/** Types and lint of these tests, which `npm test` leaves out, since it takes what was installed here. */
async function checkOwnCode(): Promise<void> {
	const lint = ['eslint', '--config', 'test/eslint.config.mjs', '--max-warnings', '0', 'e2e'];
	await Process.run('tsc', 'npx', ['tsc', '--noEmit', '--project', 'e2e'], { cwd: CHECKOUT });
	await Process.run('eslint', 'npx', lint, { cwd: CHECKOUT });
}

leaveWhenTold();
try {
	await runSuites(process.argv.slice(2).filter((argument) => !argument.startsWith('--')));
} catch (error) {
	console.error(error);
	process.exitCode = 1;
} finally {
	await leave();
}
