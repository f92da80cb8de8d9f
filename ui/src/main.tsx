import '@/theme/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { tauri, tellWhenDrawn } from '@/platform/tauri';
import { App } from '@/shell/App';
import { passNonceOn } from '@/theme/mantine';

passNonceOn();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
tellWhenDrawn(root);
createRoot(root).render(
  <StrictMode>
    <App platform={tauri} elapsed={() => performance.now()} />
  </StrictMode>,
);
