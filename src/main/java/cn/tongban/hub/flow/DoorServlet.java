package cn.tongban.hub.flow;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The one servlet behind all doors. A servlet and not a controller: nothing between the socket and the door may read a
 * body as a form, negotiate a type or answer with a page of its own.
 */
final class DoorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Doors doors;

    DoorServlet(Doors doors) {
        this.doors = doors;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        DoorAnswer answer = doors.handle(new ServletInput(request));
        response.setStatus(answer.status());
        response.setContentType(answer.mediaType());
        response.setHeader("Cache-Control", "no-store");
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
