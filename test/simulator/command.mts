import { parseArgs } from 'node:util';
import {
	exampleReferrals,
	type RecordedRequest,
	simulatorClientSecret,
	startSimulator,
} from './simulator.mts';

const usage = 'Usage: npx tsx test/simulator/command.mts [--port 4010]';

async function main(): Promise<void> {
	const simulator = await startSimulator({ port: chosenPort(), onAnswer: printAnswer });
	print(`Partner Center simulator: ${simulator.url}`);
	print('');
	print('Enter these values in the credential in n8n:');
	printTable([
		['Cloud', 'Custom'],
		['Authority URL', simulator.url],
		['API URL', simulator.url],
		['Tenant ID', 'organizations'],
		['Client ID', 'simulator (or any other text)'],
		['Client Secret', simulatorClientSecret],
	]);
	print('');
	print('Leads and opportunities to try it with:');
	printTable(
		exampleReferrals().map(({ id }) => {
			const { name, status, substatus, details } = simulator.referral(id);
			const { dealValue, currency } = details;
			return [
				id,
				name ?? '',
				`${status}/${substatus}`,
				dealValue === null ? '-' : `${dealValue} ${currency ?? ''}`,
			];
		}),
	);
	print('');
	print('For the webhook trigger (see docs/triggers.md):');
	printTable([
		['Trust Anchor', `the contents of ${simulator.url}/certificates/root.pem`],
		['Registration', 'Automatic, with the same values in the credential for webhooks'],
	]);
	print('');
	print('Requests to the API (Ctrl+C stops the simulator):');

	const stop = () => {
		void simulator.stop();
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function chosenPort(): number {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '4010' } } });
	const port = Number(values.port);
	if (!/^\d+$/.test(values.port) || port > 65535) {
		throw new Error(`--port must be a number from 0 to 65535, not '${values.port}'`);
	}
	return port;
}

function printAnswer({ method, path, status }: RecordedRequest): void {
	print(`  ${method} ${path} ${status ?? 'connection cut'}`);
}

function printTable(rows: string[][]): void {
	for (const row of rows) {
		const cells = row.map((cell, column) =>
			cell.padEnd(Math.max(...rows.map((other) => other[column].length))),
		);
		print(`  ${cells.join('  ')}`.trimEnd());
	}
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).message}\n${usage}\n`);
	process.exitCode = 1;
});
