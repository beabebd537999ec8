package cn.tongban.hub.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a request that goes on. The container tells in threads of its own when more can be written and when the
 * connection ends; the lock keeps the pulse from writing into an answer that the container has taken back.
 */
final class ServletWire implements Wire, WriteListener, AsyncListener {
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Runnable ready;
    private final Object lock = new Object();
    private boolean open = true;
    private boolean begun;
    private boolean unflushed;

    private ServletWire(AsyncContext context, ServletOutputStream out, Runnable ready) {
        this.context = context;
        this.out = out;
        this.ready = ready;
    }

    /** @param ready run once, when the first bytes may be sent */
    static ServletWire of(HttpServletRequest request, HttpServletResponse response, Runnable ready) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // Else a proxy such as nginx keeps events until it has a buffer full of them.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        ServletWire wire = new ServletWire(context, response.getOutputStream(), ready);
        context.addListener(wire);
        wire.out.setWriteListener(wire);
        return wire;
    }

    @Override
    public boolean isOpen() {
        synchronized (lock) {
            return open;
        }
    }

    @Override
    public boolean isReady() {
        synchronized (lock) {
            return open && begun && out.isReady();
        }
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        synchronized (lock) {
            if (!open) {
                return;
            }
            try {
                out.write(bytes);
                unflushed = true;
                flush();
            } catch (IOException e) {
                // The container hears of it too and ends the answer itself.
                open = false;
                throw e;
            }
        }
    }

    @Override
    public void end() {
        synchronized (lock) {
            if (open) {
                open = false;
                try {
                    context.complete();
                } catch (IllegalStateException e) {
                    // It was just ending by itself.
                    return;
                }
            }
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        boolean first;
        synchronized (lock) {
            first = !begun;
            begun = true;
            flush();
        }
        if (first) {
            ready.run();
        }
    }

    @Override
    public void onError(Throwable t) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (lock) {
            open = false;
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        synchronized (lock) {
            open = false;
        }
        event.getAsyncContext().complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it a second time.
    }

    private void flush() throws IOException {
        if (open && unflushed && out.isReady()) {
            unflushed = false;
            out.flush();
        }
    }
}
