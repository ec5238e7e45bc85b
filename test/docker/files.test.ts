import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';

const textOf = (name: string): string => readFileSync(join('docker', name), 'utf8');

// No Docker engine runs where these tests run: what can be said of the files without one is said here.
describe('the container files', () => {
  const compose = textOf('compose.yaml');
  const dockerfile = textOf('Dockerfile');

  it('pin every image to a version', () => {
    const images = [...compose.matchAll(/^\s+image: (\S+)/gm), ...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image);
    expect(images).to.have.length(5);
    for (const image of images) if (image !== 'leuchtnetz:latest') expect(image).to.match(/:v?\d/);
  });

  it('have no default for a secret, and name each in env.example', () => {
    const wanted = [...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name);
    expect(wanted).to.include.members(['BASE_URL', 'MONGODB_PASSWORD', 'MONGODB_ROOT_PASSWORD', 'MEILI_KEY', 'SESSION_SECRET', 'KEY_SECRET']);
    const example = textOf('env.example');
    for (const name of wanted) expect(example).to.match(new RegExp(`^${name}=`, 'm'));
    expect([...compose.matchAll(/\$\{(\w*(?:SECRET|PASSWORD|KEY))(:-[^}]+|)\}/g)].filter(([, , otherwise]) => otherwise !== '')).to.deep.equal([]);
  });

  it('check the health of all three parts, and keep their data in volumes', () => {
    expect(compose.match(/healthcheck:/g)).to.have.length(2);
    expect(dockerfile).to.include('HEALTHCHECK').and.include('/healthz');
    for (const volume of ['app-data:/data', 'mongodb-data:/data/db', 'meilisearch-data:/meili_data']) expect(compose).to.include(volume);
  });

  it('publish the app on loopback alone, and store and index not at all', () => {
    const onLoopback = '127.0.0.1:$' + '{PORT:-3000}';
    const ports = [...compose.matchAll(/^\s+- "([^"]+):\d+"$/gm)].map(([, from]) => from);
    expect(ports).to.deep.equal([onLoopback]);
    expect(compose).to.match(/inside:\n\s+internal: true/);
  });

  it('copy only what is there, and start what npm start starts', () => {
    const stages = dockerfile.split(/^FROM /m);
    const copied = [...(stages[1] ?? '').matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));
    for (const path of copied) expect(existsSync(path), path).to.equal(true);
    expect(dockerfile).to.include('CMD ["node", "server/leuchtnetz.mjs", "start"]');
    expect(dockerfile).to.match(/^USER node$/m);
    expect(statSync('server/leuchtnetz.mjs').mode & 0o111, 'the executable may be run').to.not.equal(0);
  });
});
